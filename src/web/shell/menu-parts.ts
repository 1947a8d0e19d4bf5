// The parts of a menu, loaded when one is opened.
export { Menu } from '@mantine/core'
