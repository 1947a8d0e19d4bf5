// Registers the service worker, and has it keep the workspace once the page is at rest.
const REST = 8_000 // milliseconds after the page is loaded

export function keepWorkspace(): void {
  // Only in a secure context; on plain HTTP in a local network the workspace opens from the service alone.
  if (!('serviceWorker' in navigator)) return
  window.addEventListener('load', () => {
    void navigator.serviceWorker
      .register('/worker.js', { scope: '/' })
      .then(() => navigator.serviceWorker.ready)
      .then(({ active }) => setTimeout(() => active?.postMessage('keep'), REST))
      .catch(() => undefined)
  })
}
