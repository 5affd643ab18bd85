// Builds the browser program into dist/web; `--mode gallery` builds the components' gallery instead.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));

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
        treeshake: { moduleSideEffects: (id: string) => !/\/src\/(ui|lib)\/.*\.tsx?$/.test(id) || id.includes('/gallery/') },
      },
    },
  };
});
