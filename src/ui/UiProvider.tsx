// Theme, notifications and requests for everything inside; stands once, outermost.
import { MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Notices } from './notices.tsx';
import { isOffline, statusOf } from './read-problem.ts';
import './styles.css';
import { resolveVariables, theme } from './theme.ts';

/** A client that asks again only when no answer came or the server was busy, and never repeats a write by itself. */
export function createRequests(onError?: (error: unknown, queryKey: readonly unknown[]) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => onError?.(error, query.queryKey) }),
    defaultOptions: {
      // Without this the library holds offline requests back in silence and sends a write by itself later; people are told instead.
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        retry: (count, error) => count < 2 && (isOffline(error) || (statusOf(error) ?? 0) >= 502),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

export interface UiProviderProps {
  readonly requests: QueryClient;
  readonly children: ReactNode;
}

/** Wraps the whole product. */
export function UiProvider({ requests, children }: UiProviderProps) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <QueryClientProvider client={requests}>{children}</QueryClientProvider>
      <Notices />
    </MantineProvider>
  );
}
