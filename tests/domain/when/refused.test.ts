import { check, frameAt, SUNDAY } from "./frame.ts";

Deno.test("`readWhen` refuses what it would have to guess, and offers what may be meant", () => {
  check(
    SUNDAY,
    `
    "" → refused
    "   " → refused
    the day after never → refused
    never → refused
    friday pls → refused: 2026-11-27
    not friday → refused
    before friday → refused
    friday or monday → refused
    monday to friday → refused
    monday - friday → refused
    today tomorrow → refused: 2026-11-22 2026-11-23
    friday 5pm 6pm → refused: 2026-11-27T17:00@ 2026-11-22T18:00@
    in 2 hours tomorrow → refused: 2026-11-22T13:00@ 2026-11-23
    a week after friday friday → refused: 2026-12-04 2026-11-27
    next friday friday → refused: 2026-11-27
    friday on → refused: 2026-11-27
    by by friday → refused: 2026-11-27
    the friday → refused: 2026-11-27
    5 → refused: 2026-12-05 2026-11-23T05:00@ 2026-11-22T17:00@
    tomorrow 5 → refused: 2026-11-23T05:00@ 2026-11-23T17:00@
    at 17 → refused: 2026-11-22T17:00@
    2026 → refused
    at 25 → refused
    1899-12-31 → refused
    1899-12-31T10:00 → refused
    in 2 hours 3 hours → refused
    in 1 year 3m → refused
    in and → refused
    may → refused: 2027-05-01 2027-05-31
    nov 2026 → refused: 2026-11-01 2026-11-30
    nov 26 2 → refused: 2026-11-26T02:00@ 2026-11-26T14:00@
    03/04/2026 → refused: 2026-04-03 2026-03-04
    3/4 → refused: 2027-04-03 2027-03-04
    03-04-2026 → refused: 2026-04-03 2026-03-04
    03.04.2026 → refused: 2026-04-03 2026-03-04
    3/4/26 → refused
    31/02/2026 → refused
    31 February → refused
    30 feb 2028 → refused
    29 feb 2027 → refused
    32 nov → refused
    0 nov → refused
    friday 28 nov 2026 → refused: 2026-11-28
    25:00 → refused
    24:00 → refused
    13pm → refused
    0am → refused
    5:60pm → refused
    yesterday → refused: 2026-11-21
    the day before yesterday → refused: 2026-11-20
    3 days ago → refused: 2026-11-19
    2 hours ago → refused: 2026-11-22T09:00@
    last friday → refused: 2026-11-20
    last week → refused
    today 9am → refused: 2026-11-22T09:00@
    this morning → refused: 2026-11-22T09:00@
    this sunday → refused: 2026-11-22 2026-11-29
    friday this week → refused: 2026-11-20
    every friday → refused
    mondays → refused
    weekly → refused
    friday Europe/Berlin → refused: 2026-11-27
    friday 9am EST → refused: 2026-11-27T09:00[America/New_York] 2026-11-27T09:00[America/Panama]
    friday 9am JST → refused: 2026-11-27T09:00[Asia/Tokyo]
    friday 9am Berlin → refused: 2026-11-27T09:00@
    friday 9am Europe/Berln → refused: Europe/Berlin
    friday 9am +02:00 → refused
    friday 9am utc+2 → refused
    friday 9am UTC Europe/Berlin → refused: 2026-11-27T09:00[UTC]
    in 30m → refused
    in 0 hours → refused
    in 1.5 weeks → refused
    in 9999 years → refused
    in ad → refused
    in a while → refused
    3 days → refused
    asap → refused
    christmas → refused
    constructor → refused
    __proto__ → refused
    ${"friday ".repeat(20)} → refused
    `,
  );
});

Deno.test("a weekday is the next to come, and 'next' is refused where people differ on it", () => {
  check(
    SUNDAY,
    `
    monday → 2026-11-23
    sat → 2026-11-28
    sunday → 2026-11-29
    thurs → 2026-11-26
    this friday → 2026-11-27
    next friday → 2026-11-27
    next sunday → 2026-11-29
    monday next week → 2026-11-23
    `,
  );
  check(
    frameAt("2026-11-27T10:00Z", "Europe/Berlin"), // a Friday
    `
    friday → 2026-12-04
    friday 5pm → 2026-12-04T17:00@
    this friday → refused: 2026-11-27 2026-12-04
    next friday → 2026-12-04
    next saturday → refused: 2026-11-28 2026-12-05
    next monday → 2026-11-30
    next week friday → 2026-12-04
    last friday → refused: 2026-11-20
    end of week → refused: 2026-11-27 2026-11-29
    weekend → 2026-11-28
    next weekend → refused: 2026-11-28 2026-12-05
    `,
  );
  check(
    frameAt("2026-11-28T10:00Z", "Europe/Berlin"), // a Saturday
    `
    weekend → 2026-11-28
    end of week → 2026-11-29
    saturday → 2026-12-05
    `,
  );
  check(
    frameAt("2026-11-24T10:00Z", "Europe/Berlin"), // a Tuesday
    `
    next friday → refused: 2026-11-27 2026-12-04
    friday next week → 2026-12-04
    friday this week → 2026-11-27
    next tuesday → 2026-12-01
    `,
  );
});

Deno.test("today is the day of the zone that applies, and tonight lasts until midnight", () => {
  check(frameAt("2026-11-22T23:30Z", "Europe/Berlin"), "today → 2026-11-23");
  check(frameAt("2026-11-22T23:30Z", "America/New_York"), "today → 2026-11-22");
  const late = frameAt("2026-11-22T20:30Z", "Europe/Berlin");
  check(
    late,
    "tonight → 2026-11-22T23:59@\nevening → 2026-11-23T19:00@\ntomorrow 9am Asia/Tokyo → 2026-11-24T09:00[Asia/Tokyo]",
  );
});
