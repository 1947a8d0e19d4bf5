// How the workspace is built: browser code into dist/web, its workers beside it.
import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const ROOT = resolve(import.meta.dirname, 'src/web')

const BASE =
  /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next|openapi-fetch|idb)\//

/** What of our own every screen needs; small files of it would cost more than they hold. */
const SHELL =
  /src\/web\/(words\/|api\/(client|connection|heard|queries|reads)\.|keep\/|document\/(held|shown|languages|context|open-text|placed)\.|shell\/(bar|copy-words|dock|drop-menu|failing|icons|language|leave|offline|page|problem|readers|shortcuts|shortcut-words|sop-title|text-status|theme|waiting|words|workspace)\.)/

/** Known by their addresses, so without a hash. */
const WORKERS = ['worker', 'live']

export default defineConfig({
  root: ROOT,
  base: '/',
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: 'assets/manifest.json',
    rollupOptions: {
      input: {
        main: resolve(ROOT, 'index.html'),
        worker: resolve(ROOT, 'worker.ts'),
        live: resolve(ROOT, 'live.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (WORKERS.includes(name) ? '[name].js' : 'assets/[name]-[hash].js'),
        // What every screen needs, in one file: it compresses better, and stays the same from edition to edition.
        advancedChunks: {
          groups: [
            { name: 'base', test: BASE },
            { name: 'shell', test: SHELL },
          ],
        },
      },
    },
  },
})
