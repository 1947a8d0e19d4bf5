// How the workspace is built: browser code into dist/web, its service worker beside it.
import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const ROOT = resolve(import.meta.dirname, 'src/web')

const BASE =
  /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next|openapi-fetch|idb)\//

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
      input: { main: resolve(ROOT, 'index.html'), worker: resolve(ROOT, 'worker.ts') },
      output: {
        entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
        // What every screen needs, in one file: it compresses better, and stays the same from edition to edition.
        advancedChunks: { groups: [{ name: 'base', test: BASE }] },
      },
    },
  },
})
