// Every room's routes under one roof, and the walk that refuses to start with an undeclared one.
import { isContractProcedure } from '@orpc/contract';
import { accessRoutes } from '#access';
import { auditRoutes } from '#audit';
import { filesRoutes } from '#files';
import { deskRoutes } from '#desk';
import { financeRoutes } from '#finance';
import { forecastingRoutes } from '#forecasting';
import { interopRoutes } from '#interop';
import { marketRoutes } from '#market';
import { monitoringRoutes } from '#monitoring';
import { networkRoutes } from '#network';
import { notificationsRoutes } from '#notifications';
import type { RouteMeta } from '#platform';
import { safetyRoutes } from '#safety';
import { signaturesRoutes } from '#signatures';
import { studiesRoutes } from '#studies';
import { subjectsRoutes } from '#subjects';
import { visitsRoutes } from '#visits';
import { appContract, streamContract } from './contract.ts';
import { jobRoutes } from './job-routes.ts';

/** The implementation of the whole contract. */
export const appRoutes = {
  access: accessRoutes,
  audit: auditRoutes,
  files: filesRoutes,
  signatures: signaturesRoutes,
  interop: interopRoutes,
  jobs: jobRoutes,
  network: networkRoutes,
  studies: studiesRoutes,
  subjects: subjectsRoutes,
  visits: visitsRoutes,
  safety: safetyRoutes,
  finance: financeRoutes,
  monitoring: monitoringRoutes,
  forecasting: forecastingRoutes,
  market: marketRoutes,
  notifications: notificationsRoutes,
  desk: deskRoutes,
};

/** One route as the contract declares it. */
export interface DeclaredRoute {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly meta: RouteMeta;
}

/** Walks the contract, streams included. Throws when a route declares neither a permission nor that it is public. */
export function declaredRoutes(): DeclaredRoute[] {
  const routes: DeclaredRoute[] = [];
  const walk = (node: unknown, path: readonly string[]): void => {
    if (isContractProcedure(node)) {
      const { meta, route } = node['~orpc'] as { meta: RouteMeta; route: { method?: string; path?: string } };
      if (!meta.name || (!meta.permission && !meta.public))
        throw new Error(`Route ${path.join('.')} declares neither a permission nor public`);
      routes.push({ name: meta.name, method: route.method ?? 'POST', path: route.path ?? '', meta });
      return;
    }
    for (const [key, child] of Object.entries(node as Record<string, unknown>)) walk(child, [...path, key]);
  };
  walk(appContract, []);
  walk(streamContract, []);
  return routes;
}
