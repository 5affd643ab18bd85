// The words of background jobs.
import { registerWords, useWords, type Say } from '#ui';

registerWords('jobs', {
  en: {
    jobs: 'Jobs',
    lead: 'Long work that you asked for. It goes on while you do something else, and ends here.',
    none: 'No jobs yet',
    noneText: 'Imports and other long work run in the background. Once you start one, you find it here with its progress and its result.',
    what: 'What',
    asked: 'Asked for',
    ended: 'Last news',
    standing: 'Standing',
    progress: 'Progress',
    action: 'Action',
    job: 'Job',
    stop: 'Stop',
    stopNamed: 'Stop {{what}}',
    stopping: 'The job is asked to stop. What it has not committed is undone.',
    state: { queued: 'Waiting to start', running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Stopped' },
    activeCount_zero: 'Nothing runs now',
    activeCount_one: '{{count}} runs or waits',
    activeCount_other: '{{count}} run or wait',
    steps: '{{done}} of {{total}} steps',
    kind: { 'interop/import-sdtm': 'Import of a trial (SDTM)' },
    canLeave: 'You may leave this page; the work goes on.',
    problem: 'What went wrong',
    kept: 'Nothing of it was kept. Correct what is named, then start it again.',
    stoppedText: 'It was stopped. Nothing of what it had begun was kept.',
    faults: 'What the files say wrong',
    moreFaults: '{{count}} more were found.',
    result: 'Result',
    study: 'Study',
    sites: 'Sites',
    subjects: 'Participants',
    scheduled: 'Visits judged by a window',
    excluded: 'Visits kept apart',
    adverseEvents: 'Adverse events',
    openStudy: 'Open the study',
    warnings_zero: 'No warnings',
    warnings_one: '{{count}} warning',
    warnings_other: '{{count}} warnings',
    message: 'What',
    place: 'Where',
    row: '{{file}}, row {{row}}',
  },
  es: () => import('./job-words.es.ts'),
});

/** The words inside a component. */
export function useJobWords(): Say {
  return useWords('jobs');
}
