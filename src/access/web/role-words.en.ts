// The names of roles in English.
export const roleWords = {
  coordinator: 'Coordinator',
  investigator: 'Investigator',
  regulatory: 'Regulatory',
  recruiter: 'Recruiter',
  finance: 'Finance',
  contracts: 'Contracts',
  'site-director': 'Site director',
  'network-manager': 'Network manager',
  quality: 'Quality',
  monitor: 'Monitor',
  sponsor: 'Sponsor',
  institution: 'Institution',
  auditor: 'Auditor',
  administrator: 'Administrator',
};
