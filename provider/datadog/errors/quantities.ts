/** Seconds for people: one decimal below ten, none above; `0.3 s`, `7 s`, `43 s`. */
export function inSeconds(seconds: number): string {
  const rounded = seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
  return `${rounded} s`;
}

/** How often: `once`, `8 times`. */
export function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
