/**
 * Asks Datadog for something with a leaked token, as whoever found it would.
 *
 * @param {string} url Datadog's, or the simulator's
 * @param {string} text the token's whole text
 * @returns {Promise<number>} the status of the response
 */
export async function statusWith(url, text) {
  const answer = await fetch(`${url}/api/v2/personal_access_tokens?page[size]=1`, {
    headers: { authorization: `Bearer ${text}`, "user-agent": "whoever-found-it" },
  });
  await answer.arrayBuffer();
  return answer.status;
}
