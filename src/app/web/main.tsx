// The browser's entry: providers around the router.
import './before-all.ts';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createRequests, setLanguage, statusOf, UiProvider } from '#ui';
import { sessionQuery } from './accounts.ts';
import { router } from './router.tsx';

const requests = createRequests((error, key) => {
  if (statusOf(error) === 401 && key[0] !== 'session') void requests.invalidateQueries({ queryKey: sessionQuery.queryKey });
});

const language = localStorage.getItem('language');
if (language && language !== 'en') void setLanguage(language);

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
createRoot(place).render(
  <StrictMode>
    <UiProvider requests={requests}>
      <RouterProvider router={router} />
    </UiProvider>
  </StrictMode>,
);
