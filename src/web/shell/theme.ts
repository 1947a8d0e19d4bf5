// Mantine in the workspace's own colours and faces.
import { createTheme, type MantineColorsTuple } from '@mantine/core'

const ink: MantineColorsTuple = [
  '#EFF3F5',
  '#EBEEF2',
  '#DCE1E7',
  '#B9C0C8',
  '#77808C',
  '#5A6370',
  '#434C59',
  '#2B343F',
  '#18202A',
  '#10161D',
]

export const theme = createTheme({
  fontFamily: 'var(--ui)',
  fontFamilyMonospace: 'Inter, sans-serif',
  headings: { fontFamily: 'var(--ui)' },
  colors: { ink },
  primaryColor: 'ink',
  primaryShade: 8,
  defaultRadius: 4,
  focusRing: 'auto',
  respectReducedMotion: true,
  black: '#18202A',
  fontSizes: { sm: '13.5px', md: '14px' },
})
