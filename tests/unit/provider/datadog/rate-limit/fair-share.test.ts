import { FairShare, type WindowUsage } from "../../../../../provider/datadog/rate-limit/fair-share";

const manyCalls = 1000;
const spent = (own: number, others: number, remaining: number): WindowUsage => ({ own, others, remaining });

/** A share after a period of 50 calls that was used up. */
function shareAfter(own: number, others: number): FairShare {
  const share = new FairShare();
  share.endWindow(spent(own, others, 0));
  return share;
}

test("if nobody else is seen, everything is ours", () => {
  const share = new FairShare();
  expect(share.isSoleUser(spent(10, 0, 40))).toBe(true);
  expect(share.allowed(spent(10, 0, 40), manyCalls, false)).toBe(40);
});

test("others who come unexpectedly are taken to go on as they do", () => {
  const share = new FairShare();
  expect(share.isSoleUser(spent(10, 10, 30))).toBe(false);
  expect(share.allowed(spent(10, 10, 30), manyCalls, false)).toBe(15);
});

test("what others took of a period is left to them in the next, and one call is kept for late", () => {
  const share = shareAfter(25, 25);
  expect(share.allowed(spent(16, 0, 34), manyCalls, false)).toBe(8);
  expect(share.allowed(spent(16, 20, 14), manyCalls, false)).toBe(8);
});

test("nothing is kept for late if there are no more calls than may be sent", () => {
  expect(shareAfter(25, 25).allowed(spent(16, 0, 34), 9, false)).toBe(9);
});

test("who takes more than the others gives up a quarter of the lead", () => {
  expect(shareAfter(40, 10).allowed(spent(1, 0, 49), manyCalls, false)).toBe(49 - 18 - 1);
});

test("who takes less than the others does not push", () => {
  expect(shareAfter(10, 40).allowed(spent(1, 0, 49), manyCalls, false)).toBe(8);
});

test("a call at a period's beginning is ours however much the others take", () => {
  expect(shareAfter(0, 50).allowed(spent(0, 0, 50), manyCalls, false)).toBe(1);
});

test("a period that was not used up says that there is enough for everybody", () => {
  const share = shareAfter(25, 25);
  share.endWindow(spent(5, 5, 40));
  expect(share.isSoleUser(spent(0, 0, 50))).toBe(true);
});

test("late in the period one call asks what is left", () => {
  expect(shareAfter(25, 25).allowed(spent(10, 20, 20), manyCalls, true)).toBe(1);
  expect(shareAfter(25, 25).allowed(spent(24, 22, 3), manyCalls, true)).toBe(0);
});

test("the one call that others still have to come is left to them", () => {
  const share = shareAfter(25, 25);
  expect(share.allowed({ ...spent(25, 24, 1), othersWhenLate: 24 }, manyCalls, true)).toBe(0);
});

test("unless it is the last that we need", () => {
  const share = shareAfter(25, 25);
  expect(share.allowed({ ...spent(25, 24, 1), othersWhenLate: 24 }, 1, true)).toBe(1);
});

test.each([
  [25, 13],
  [2, 1],
  [1, 1],
])("of %d calls that others left, half is claimed at a time", (remaining, claimed) => {
  const share = shareAfter(25, 25);
  expect(share.allowed({ ...spent(25, 0, remaining), othersWhenLate: 0 }, manyCalls, true)).toBe(claimed);
});
