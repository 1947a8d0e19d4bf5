// Starts the workspace: faces and colours, the nonce of this page, the queries, the first screen.
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './api/queries.ts'
import { keepRead, recall } from './keep/read-before.ts'
import { keepWorkspace } from './keep/workspace-kept.ts'
import { keepLanguage } from './shell/language.ts'
import { Screens } from './routes.tsx'
import { theme } from './shell/theme.ts'
import './styles/fonts.css'
import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Paper.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Modal.css'
import '@mantine/core/styles/Drawer.css'
import '@mantine/core/styles/Menu.css'
import './styles/tokens.css'
import './styles/frame.css'
import './styles/parts.css'
import './styles/elements.css'
import './styles/paper.css'
import './styles/redline.css'
import './styles/editing.css'
import './shell/states.css'
import './shell/phone.css'
import './styles/wide.css'
import './styles/print.css'

// Taken before the page changes: browsers hide the attribute from scripts, the property stays.
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''
setNonce(nonce)
keepLanguage()
keepWorkspace()
await recall(queries)
keepRead(queries)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      forceColorScheme="light"
      getStyleNonce={() => nonce}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <Screens />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
