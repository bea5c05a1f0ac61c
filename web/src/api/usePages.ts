// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery } from '@tanstack/react-query';

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

export function usePages<Row>(
  queryKey: readonly unknown[],
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Row>>,
): Pages<Row> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
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
