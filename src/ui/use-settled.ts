// What is typed, once the typing has stopped: a question to the server is asked for the words, not for their letters.
import { useEffect, useState } from 'react';

/** What was typed, after it stood still for so many milliseconds. */
export function useSettled(typed: string, waitMs: number): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), waitMs);
    return () => clearTimeout(timer);
  }, [typed, waitMs]);
  return settled;
}
