// Larger type and two columns, for the beamer in the meeting room.
import { useEffect, useState } from 'react'

export function useRoomView(): [boolean, (large: boolean) => void] {
  const [large, setLarge] = useState(false)
  useEffect(() => {
    document.body.classList.toggle('beamer', large)
    return () => document.body.classList.remove('beamer')
  }, [large])
  return [large, setLarge]
}
