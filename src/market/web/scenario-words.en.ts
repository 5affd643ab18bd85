// The English words of the market's scenarios.
import type { Words } from '#ui';

export const scenarioEnglish: Words = {
  scenarios: {
    title: 'Scenarios',
    lead: 'Named changes to the assumptions in force, each with its own outlook, side by side with the reference.',
  },
};
