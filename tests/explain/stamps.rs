//! When something happened, as logs and mails write it: every form, the borders of each number, and what only looks like a time.

use rstest::rstest;
use smtpref::explain::Stamp;

fn of_line(line: &str) -> Option<Stamp> {
    Stamp::of_line(line.as_bytes())
}

fn of_mail(mail: &str) -> Option<Stamp> {
    Stamp::of_mail(mail.as_bytes())
}

#[rstest]
#[case::syslog("Jun  3 10:20:30 mail x", "Jun  3 10:20:30")]
#[case::a_day_of_two_digits("Jun 13 10:20:30 mail x", "Jun 13 10:20:30")]
#[case::the_first_second("Jan  1 00:00:00 mail x", "Jan  1 00:00:00")]
#[case::the_last_second("Dec 31 23:59:59 mail x", "Dec 31 23:59:59")]
#[case::small_letters("feb 29 01:02:03 mail x", "Feb 29 01:02:03")]
#[case::nothing_behind("Mar  9 04:05:06", "Mar  9 04:05:06")]
#[case::april("Apr 10 04:05:06 x", "Apr 10 04:05:06")]
#[case::may("May 10 04:05:06 x", "May 10 04:05:06")]
#[case::july("Jul 10 04:05:06 x", "Jul 10 04:05:06")]
#[case::august("Aug 10 04:05:06 x", "Aug 10 04:05:06")]
#[case::september("Sep 10 04:05:06 x", "Sep 10 04:05:06")]
#[case::october("Oct 10 04:05:06 x", "Oct 10 04:05:06")]
#[case::november("Nov 10 04:05:06 x", "Nov 10 04:05:06")]
#[case::iso("2025-06-03T10:20:30Z x", "2025-06-03 10:20:30")]
#[case::iso_alone("2025-06-03 10:20:30", "2025-06-03 10:20:30")]
#[case::iso_in_small_letters("2025-06-03t10:20:30z", "2025-06-03 10:20:30")]
#[case::slashes("2025/06/03 10:20:30 x", "2025-06-03 10:20:30")]
#[case::december("2025-12-31 23:59:59 x", "2025-12-31 23:59:59")]
#[case::an_early_year("0099-01-02 03:04:05 x", "0099-01-02 03:04:05")]
#[case::iso_within_a_line("a 1-2 b 2025-06-03 10:20:30 x", "2025-06-03 10:20:30")]
#[case::the_first_of_two("2025-06-03 10:20:30 2024-01-01 00:00:00", "2025-06-03 10:20:30")]
#[case::behind_one_that_is_none("2025-13-01 00:00:00 2025-06-03 10:20:30", "2025-06-03 10:20:30")]
#[case::behind_a_priority("<22>Jun  3 10:20:30 mail x", "Jun  3 10:20:30")]
#[case::behind_a_container("smtp_1  | Jun  3 10:20:30 mail x", "Jun  3 10:20:30")]
#[case::behind_the_name_of_a_file("mail.log:Jun  3 10:20:30 mail x", "Jun  3 10:20:30")]
#[case::behind_file_and_line("var/mail.log:12: Jun  3 10:20:30 mail x", "Jun  3 10:20:30")]
#[case::behind_the_fourth_mark("a:b:c:d:Jun  3 10:20:30 x", "Jun  3 10:20:30")]
#[case::qmail("@400000005f1e0f0a2f9d1234 delivery 1: x", "2020-07-26 23:17:20")]
#[case::journald(
    "{\"__REALTIME_TIMESTAMP\":\"1748944800999999\"}",
    "2025-06-03 10:00:00"
)]
fn a_line_tells_its_time(#[case] line: &str, #[case] expected: &str) {
    assert_eq!(of_line(line).unwrap().to_string(), expected);
}

#[rstest]
#[case::no_time("Jun  3 mail x")]
#[case::day_0("Jun  0 10:00:00 x")]
#[case::day_32("Jun 32 10:00:00 x")]
#[case::hour_24("Jun  3 24:00:00 x")]
#[case::minute_60("Jun  3 10:60:00 x")]
#[case::second_61("Jun  3 10:00:61 x")]
#[case::no_colon("Jun  3 10-00:00 x")]
#[case::no_second_colon("Jun  3 10:00-00 x")]
#[case::letters_in_the_clock("Jun  3 1a:00:00 x")]
#[case::no_month("Jux  3 10:00:00 x")]
#[case::behind_a_fifth_mark("a:b:c:d:e:Jun  3 10:00:00 x")]
#[case::month_0("2025-00-03 10:00:00 x")]
#[case::month_13("2025-13-03 10:00:00 x")]
#[case::no_day("2025-06-00 10:00:00 x")]
#[case::no_year("20a5-06-03 10:00:00 x")]
#[case::a_letter_between("2025-06-03x10:00:00 x")]
#[case::one_mark("2025-06.03 10:00:00 x")]
#[case::the_other_mark("2025.06-03 10:00:00 x")]
#[case::cut_off("2025-06-03 10:00:0")]
#[case::no_digit_of_qmail("@400000005g1e0f0a2f9d1234 x")]
#[case::too_few_digits_of_qmail("@400000005f1e0f0")]
#[case::another_label_of_tai("@800000005f1e0f0a2f9d1234 x")]
#[case::no_number_of_journald("{\"__REALTIME_TIMESTAMP\":\"\"}")]
#[case::reply("550 5.1.1 User unknown")]
#[case::empty("")]
fn what_only_looks_like_a_time_is_none(#[case] line: &str) {
    assert_eq!(of_line(line), None);
}

/// One that stands far into a line is that of something else.
#[test]
fn a_time_stands_near_the_beginning_of_a_line() {
    let line = |blank: usize| format!("{}2025-06-03 10:20:30 x", " ".repeat(blank));
    assert!(of_line(&line(490)).is_some());
    assert_eq!(of_line(&line(500)), None);
}

/// A second is added by decree now and then.
#[test]
fn a_leap_second_is_a_time() {
    let order = |line: &str| of_line(line).unwrap().order();
    assert_eq!(order("Jun 30 23:59:60 x"), order("Jul  1 00:00:00 x"));
}

#[rstest]
#[case::utc("2025-06-03T10:20:30Z", 0)]
#[case::no_offset("2025-06-03 10:20:30 mail", 0)]
#[case::east("2025-06-03T10:20:30+02:00 mail", 7200)]
#[case::without_a_colon("2025-06-03T10:20:30+0230 mail", 9000)]
#[case::west("2025-06-03T10:20:30-05:30 mail", -19_800)]
#[case::west_without_a_colon("2025-06-03T10:20:30-0500", -18_000)]
#[case::behind_a_space("2025-06-03 10:20:30 +0200 mail", 7200)]
#[case::behind_a_fraction("2025-06-03T10:20:30.554496+02:00 mail", 7200)]
#[case::a_fraction_without_an_offset("2025-06-03T10:20:30.554496 mail", 0)]
#[case::cut_off("2025-06-03T10:20:30+0", 0)]
#[case::letters("2025-06-03T10:20:30+ab:cd", 0)]
fn an_offset_puts_a_time_in_order(#[case] line: &str, #[case] east: i64) {
    let utc = of_line("2025-06-03T10:20:30Z").unwrap().order();
    assert_eq!(utc, 1_748_946_030);
    assert_eq!(utc - of_line(line).unwrap().order(), east);
}

/// Syslog writes no year: 29 February has its place all the same.
#[test]
fn times_without_a_year_are_in_order_of_their_days() {
    let order = |line: &str| of_line(line).unwrap().order();
    let day = 86_400;
    assert_eq!(order("Feb 29 10:00:00 x") - order("Feb 28 10:00:00 x"), day);
    assert_eq!(order("Mar  1 10:00:00 x") - order("Feb 29 10:00:00 x"), day);
    assert_eq!(
        order("Dec 31 00:00:00 x") - order("Jan  1 00:00:00 x"),
        365 * day
    );
    assert_eq!(
        order("Jun  3 11:01:01 x") - order("Jun  3 10:00:00 x"),
        3661
    );
    assert!(!of_line("Jun  3 10:00:00 x").unwrap().has_year());
    assert!(of_line("2025-06-03 10:00:00 x").unwrap().has_year());
}

#[rstest]
#[case::with_its_day_of_the_week(
    "Date: Tue, 3 Jun 2025 10:20:30 +0200\n\nx",
    "2025-06-03 10:20:30",
    1_748_938_830
)]
#[case::without_it(
    "Subject: a\nDate: 3 Jun 2025 10:20:30 -0100\n\nx",
    "2025-06-03 10:20:30",
    1_748_949_630
)]
#[case::without_an_offset(
    "date: Tue, 03 Jun 2025 10:20:30\n\nx",
    "2025-06-03 10:20:30",
    1_748_946_030
)]
#[case::a_zone_by_name(
    "DATE: Tue, 3 Jun 2025 10:20:30 GMT\n\nx",
    "2025-06-03 10:20:30",
    1_748_946_030
)]
#[case::other_line_ends(
    "Subject: a\r\nDate: Tue, 3 Jun 2025 10:20:30 +0000\r\n\r\nx",
    "2025-06-03 10:20:30",
    1_748_946_030
)]
#[case::headers_alone(
    "Date:   Tue,  3  Jun 2025 10:20:30 +0000",
    "2025-06-03 10:20:30",
    1_748_946_030
)]
fn a_mail_tells_its_time(#[case] mail: &str, #[case] shown: &str, #[case] order: i64) {
    let stamp = of_mail(mail).unwrap();
    assert_eq!((stamp.to_string().as_str(), stamp.order()), (shown, order));
}

#[rstest]
#[case::of_a_message_in_it("Subject: x\n\nDate: Tue, 3 Jun 2025 10:20:30 +0200\n")]
#[case::of_a_message_in_it_with_other_line_ends(
    "Subject: x\r\n\r\nDate: Tue, 3 Jun 2025 10:20:30 +0200\r\n"
)]
#[case::another_header("X-Date: Tue, 3 Jun 2025 10:20:30 +0200\n\n")]
#[case::no_time("Date: Tue, 3 Jun 2025\n\n")]
#[case::no_month("Date: Tue, 3 Jux 2025 10:20:30 +0200\n\n")]
#[case::empty("")]
fn a_mail_without_a_date_of_its_own_has_no_time(#[case] mail: &str) {
    assert_eq!(of_mail(mail), None);
}

/// A year that no calendar has is none, and the rest of the date counts.
#[test]
fn a_year_beyond_the_calendar_is_none() {
    let stamp = of_mail("Date: 3 Jun 10000 10:20:30 +0000\n\n").unwrap();
    assert!(!stamp.has_year());
    assert_eq!(
        of_mail("Date: 3 Jun 9999 10:20:30\n\n")
            .unwrap()
            .to_string(),
        "9999-06-03 10:20:30"
    );
}
