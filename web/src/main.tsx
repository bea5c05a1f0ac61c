// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import './main.css';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { ApiError } from '@/api/client';
import { createAppRouter } from '@/app/router';
import { meQuery } from '@/app/session';
import { ThemeProvider } from '@/app/theme';
import { startLanguages } from '@/i18n';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server refuses it will refuse again; what it did not answer is asked again.
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
    },
  },
});
const router = createAppRouter(queries);

const languages = startLanguages();
// Beside the language: nearly every page needs to know who is there before it asks for more.
void queries.prefetchQuery(meQuery);
await languages;
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ThemeProvider>
        <RouterProvider router={router} />
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
);
