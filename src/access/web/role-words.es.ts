// The names of roles in Spanish.
export const words = {
  coordinator: 'Coordinación',
  investigator: 'Investigación',
  regulatory: 'Asuntos regulatorios',
  recruiter: 'Reclutamiento',
  finance: 'Finanzas',
  contracts: 'Contratos',
  'site-director': 'Dirección de centro',
  'network-manager': 'Dirección de la red',
  quality: 'Calidad',
  monitor: 'Monitorización',
  sponsor: 'Promotor',
  institution: 'Institución',
  auditor: 'Auditoría',
  administrator: 'Administración',
};
