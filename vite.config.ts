// Builds the browser program into dist/web; `--mode gallery` builds the components' gallery instead.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** React, and what the frame around every page is drawn with. */
const everyPage =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store)\/|\/src\/ui\/(arrival|navigation|Button|StatusWord|Icon|Problem|read-problem|page|words|phrases|ui-words|PageHeader|Waiting|session)\.tsx?$/;

export default defineConfig(({ mode }) => {
  const isGallery = mode === 'gallery';
  return {
    root: place(isGallery ? 'src/ui/gallery' : 'src/app/web'),
    plugins: [react()],
    server: { proxy: { '/api': 'http://localhost:3000' } },
    build: {
      outDir: place(isGallery ? 'dist/gallery' : 'dist/web'),
      emptyOutDir: true,
      target: 'es2023',
      assetsInlineLimit: 0,
      rolldownOptions: {
        ...(isGallery ? { input: place('src/ui/gallery/gallery.html') } : {}),
        // What every page needs travels together: small pieces compress badly and cost a request each.
        output: {
          codeSplitting: {
            groups: [
              // First in the entry's order, so that it has run before any other piece begins.
              { name: 'before-all', test: /\/src\/app\/web\/before-all\.ts$/, minSize: 0, priority: 9 },
              { name: 'frame', test: everyPage, minSize: 0 },
            ],
          },
        },
        treeshake: { moduleSideEffects: (id: string) => !/\/src\/(ui|lib)\/.*\.tsx?$/.test(id) || id.includes('/gallery/') },
      },
    },
  };
});
