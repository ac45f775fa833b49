import { check, SUNDAY } from "./frame.ts";

Deno.test("`readWhen` takes the forms of answers, ISO 8601 and RFC 9557", () => {
  check(
    SUNDAY,
    `
    2026-11-27 → 2026-11-27
    2026-11-27T17:00[Europe/Berlin] → 2026-11-27T17:00@
    2026-11-27T17:00[europe/berlin] → 2026-11-27T17:00@
    2026-11-27T17:00[America/New_York] → 2026-11-27T17:00[America/New_York]
    2026-11-27T17:00[Asia/Kolkata] → 2026-11-27T17:00[Asia/Kolkata]
    2026-11-27T17:00:30[Europe/Berlin] → 2026-11-27T17:00:30@
    2026-11-27T17:00:00[Europe/Berlin] → 2026-11-27T17:00@
    2026-11-27T17:00 → 2026-11-27T17:00@
    2026-11-27 17:00 → 2026-11-27T17:00@
    2026-11-27t17:00 → 2026-11-27T17:00@
    2026-11-27T17:00Z → 2026-11-27T18:00@
    2026-11-27T17:00:00.123Z → 2026-11-27T18:00@
    2026-11-27T17:00+05:30 → 2026-11-27T12:30@
    2026-11-27T01:00+0900 → 2026-11-26T17:00@
    2026-11-27T17:00+01:00[Europe/Berlin] → 2026-11-27T17:00@
    2026-11-27T16:00Z[Europe/Berlin] → 2026-11-27T17:00@
    2026-11-27T17:00-05:00[America/New_York] → 2026-11-27T17:00[America/New_York]
    2026-11-27T17:00+02:00[Europe/Berlin] → refused: 2026-11-27T16:00@
    2026-11-27T17:00 America/New_York → 2026-11-27T17:00[America/New_York]
    2020-01-31 → 2020-01-31
    2020-01-31T10:00Z → 2020-01-31T11:00@
    2026/12/25 → 2026-12-25
    2026-02-30 → refused
    2026-13-01 → refused
    2026-00-10 → refused
    2026-11-27T24:00 → refused
    2026-11-27T25:00 → refused
    2026-11-27T17:60 → refused
    2026-02-30T10:00Z → refused
    2026-11-27T17:00[Mars/Base] → refused
    2026-11-27T17:00[+01:00] → refused
    2026-11-27T17:00[u-ca=hebrew] → refused
    2026-11-27T17:00[Europe/Berlin][u-ca=hebrew] → refused
    0026-11-27 → refused
    +012026-11-27 → refused
    20261127 → refused
    1795798800 → refused
    `,
  );
});

Deno.test("`readWhen` takes English days", () => {
  check(
    SUNDAY,
    `
    today → 2026-11-22
    Tomorrow → 2026-11-23
    tmrw → 2026-11-23
    day after tomorrow → 2026-11-24
    by the day after tomorrow → 2026-11-24
    in 3 days → 2026-11-25
    in 3 weeks → 2026-12-13
    in two weeks → 2026-12-06
    in a month → 2026-12-22
    in a fortnight → 2026-12-06
    in 1 year and 2 months → 2028-01-22
    +3d → 2026-11-25
    within 3 days → 2026-11-25
    2 days from now → 2026-11-24
    two weeks from tomorrow → 2026-12-07
    a week after friday → 2026-12-04
    next week → 2026-11-23
    next month → 2026-12-01
    next year → 2027-01-01
    start of next month → 2026-12-01
    end of month → 2026-11-30
    by the end of the month → 2026-11-30
    EOM → 2026-11-30
    end of next month → 2026-12-31
    last day of november → 2026-11-30
    end of feb 2028 → 2028-02-29
    end of year → 2026-12-31
    end of next week → refused: 2026-11-27 2026-11-29
    end of week → 2026-11-22
    this weekend → 2026-11-22
    nov 27 → 2026-11-27
    Nov. 27 → 2026-11-27
    on the 27th of November → 2026-11-27
    27 Nov 2026 → 2026-11-27
    27-Nov-2026 → 2026-11-27
    Nov 27, 2026 → 2026-11-27
    november 27th 2026 → 2026-11-27
    Fri 27 Nov 2026 → 2026-11-27
    friday, 27 november → 2026-11-27
    nov 22 → 2026-11-22
    nov 21 → 2027-11-21
    27 Nov 2020 → 2020-11-27
    29 feb → 2028-02-29
    the 5th → 2026-12-05
    22nd → 2026-11-22
    31st → 2026-12-31
    the 5th of next month → 2026-12-05
    friday the 27th → 2026-11-27
    25/12/2026 → 2026-12-25
    12/25/2026 → 2026-12-25
    25.12.2026 → 2026-12-25
    03/03/2027 → 2027-03-03
    25/12 → 2026-12-25
    friday 03/04/2026 → 2026-04-03
    due: tomorrow → 2026-11-23
    due by friday → 2026-11-27
    until friday → 2026-11-27
    `,
  );
});

Deno.test("`readWhen` takes English times", () => {
  check(
    SUNDAY,
    `
    tomorrow 5pm → 2026-11-23T17:00@
    5pm tomorrow → 2026-11-23T17:00@
    5 p.m. on friday → 2026-11-27T17:00@
    tomorrow at 17:00 → 2026-11-23T17:00@
    tomorrow by 5:30 PM → 2026-11-23T17:30@
    17:00 → 2026-11-22T17:00@
    10:59 → 2026-11-23T10:59@
    11:00 → 2026-11-23T11:00@
    11:01 → 2026-11-22T11:01@
    12am → 2026-11-23T00:00@
    12pm → 2026-11-22T12:00@
    17:00:30 → 2026-11-22T17:00:30@
    in 2 hours → 2026-11-22T13:00@
    in an hour and 30 minutes → 2026-11-22T12:30@
    in 1h30m → 2026-11-22T12:30@
    in 1.5 hours → 2026-11-22T12:30@
    in half an hour → 2026-11-22T11:30@
    in 90 min → 2026-11-22T12:30@
    in 2 days and 3 hours → 2026-11-24T14:00@
    in 2 hours Asia/Tokyo → 2026-11-22T21:00[Asia/Tokyo]
    in 3 days at noon → 2026-11-25T12:00@
    now → 2026-11-22T11:00@
    noon → 2026-11-22T12:00@
    friday noon → 2026-11-27T12:00@
    midnight → 2026-11-23T00:00@
    tonight at midnight → 2026-11-23T00:00@
    today midnight → 2026-11-23T00:00@
    friday midnight → refused: 2026-11-27T00:00@ 2026-11-28T00:00@
    tonight → 2026-11-22T20:00@
    tonight at 8 → 2026-11-22T20:00@
    tonight at 9am → refused
    this evening → 2026-11-22T19:00@
    evening → 2026-11-22T19:00@
    in the morning → 2026-11-23T09:00@
    tomorrow morning → 2026-11-23T09:00@
    friday afternoon at 4 → 2026-11-27T16:00@
    eod → 2026-11-22T23:59@
    end of day friday → 2026-11-27T23:59@
    by end of tomorrow → 2026-11-23T23:59@
    tomorrow at 5 → refused: 2026-11-23T05:00@ 2026-11-23T17:00@
    today at 5 → 2026-11-22T17:00@
    5 o'clock tomorrow → refused: 2026-11-23T05:00@ 2026-11-23T17:00@
    27 Nov 2026 at 17:00 Europe/Berlin → 2026-11-27T17:00@
    Fri 27 Nov 2026, 17:00 America/New_York → 2026-11-27T17:00[America/New_York]
    friday 5pm (Asia/Tokyo) → 2026-11-27T17:00[Asia/Tokyo]
    friday 9am in america/argentina/buenos_aires → 2026-11-27T09:00[America/Argentina/Buenos_Aires]
    friday 9am UTC → 2026-11-27T09:00[UTC]
    friday 9am gmt → 2026-11-27T09:00[GMT]
    tomorrow 1am Asia/Tokyo → 2026-11-23T01:00[Asia/Tokyo]
    `,
  );
});
