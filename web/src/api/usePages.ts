// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';

interface PageOf<Row> {
  items: Row[];
  nextCursor: string | null;
}

/** A list read page by page: rows so far, and the next page for the asking. */
export interface Pages<Row> {
  rows: Row[];
  isLoading: boolean;
  /** Other filters were chosen: what is shown is still the answer to the ones before. */
  isStale: boolean;
  error: Error | null;
  retry: () => void;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
}

type FetchPage<Row> = (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Row>>;

/** A list that is read page by page, for usePagesOf. */
export const pagesQuery = <Row>(queryKey: readonly unknown[], fetchPage: FetchPage<Row>) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
type PagesQuery<Row> = ReturnType<typeof pagesQuery<Row>>;

export const usePages = <Row>(queryKey: readonly unknown[], fetchPage: FetchPage<Row>) =>
  usePagesOf(pagesQuery(queryKey, fetchPage));

export function usePagesOf<Row>(options: PagesQuery<Row>): Pages<Row> {
  const query = useInfiniteQuery({ ...options, placeholderData: (before) => before });
  return {
    rows: query.data?.pages.flatMap((page) => page.items) ?? [],
    isLoading: query.isPending,
    isStale: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  };
}

/** Rows that came all at once, as a list. */
export const allRows = <Row>(rows: Row[]): Pages<Row> => ({
  rows,
  isLoading: false,
  isStale: false,
  error: null,
  retry: () => {},
  hasMore: false,
  isLoadingMore: false,
  loadMore: () => {},
});
