/** True if a URL's host is this machine itself (`localhost`, 127.0.0.0/8, `::1`), so that nothing travels a network. */
export function isLoopback({ hostname }: Pick<URL, "hostname">): boolean {
  // The URL parser has already spelled every form of an address (127.1, 0x7f000001) as four decimal numbers.
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
