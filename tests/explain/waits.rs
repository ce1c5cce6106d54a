//! When to come back, and until when a message is tried: times that a server names, and numbers that are none.

use rstest::rstest;
use smtpref::explain::{Explanation, Kind};
use smtpref_catalog::Fate;

use super::{catalog, explained};

fn read(text: &str) -> Explanation {
    explained(text.as_bytes(), &catalog())
}

#[rstest]
#[case::seconds("450 4.2.0 Greylisted, try again in 300 seconds", 300)]
#[case::one_letter("450 4.2.0 Greylisted, try again in 300s", 300)]
#[case::sec("450 4.2.0 Greylisted, try again in 300 sec", 300)]
#[case::secs("450 4.2.0 Greylisted, try again in 300 secs", 300)]
#[case::a_second("450 4.2.0 Greylisted, wait 1 second", 1)]
#[case::minutes("450 4.2.0 Greylisted, try again after 5 minutes", 300)]
#[case::a_minute("450 4.2.0 Greylisted, retry in 1 minute", 60)]
#[case::min("450 4.2.0 Greylisted, retry after 2 min", 120)]
#[case::hours("450 4.2.0 Greylisted, come back in 2 hours", 7200)]
#[case::an_hour("450 4.2.0 Greylisted, retry after 1 hour", 3600)]
#[case::hr("450 4.2.0 Greylisted, retry after 1 hr", 3600)]
#[case::days("450 4.2.0 Greylisted, try again in 2 days", 172_800)]
#[case::german("450 4.2.0 Greylisted, please wait 5 Minuten and try again", 300)]
#[case::a_clock("450 4.2.0 Greylisted, retry in 01:02:03", 3723)]
#[case::a_clock_of_two("450 4.2.0 Greylisted, retry in 04:59 min", 299)]
#[case::several_units("450 4.2.0 Greylisted, retry in 1 hour, 2 minutes and 3 seconds", 3723)]
#[case::units_without_spaces("450 4.2.0 Greylisted, retry in 1h2m3s", 3723)]
#[case::at_least("450 4.2.0 Please wait at least 5 minutes before you try again", 300)]
#[case::about("450 4.2.0 Please try again in about 5 minutes", 300)]
#[case::another("450 4.2.0 Please wait another 5 minutes", 300)]
#[case::in_brackets("450 4.2.0 Greylisted, try again in (5 minutes)", 300)]
#[case::less_than("450 4.2.0 Greylisted, try again in <5 minutes", 300)]
#[case::a_value("450 4.2.0 Greylisted (retry=300s)", 300)]
#[case::seven_digits("450 4.2.0 Greylisted, try again in 1000000 seconds", 1_000_000)]
fn a_wait_is_read(#[case] text: &str, #[case] seconds: u64) {
    assert_eq!(read(text).replies[0].retry_after, Some(seconds));
}

#[rstest]
#[case::no_unit("450 4.2.0 Greylisted, try again in 300 ms")]
#[case::a_unit_that_goes_on("450 4.2.0 Greylisted, try again in 3 minds")]
#[case::no_number("450 4.2.0 Greylisted, try again in some minutes")]
#[case::half_a_clock("450 4.2.0 Greylisted, try again in 5:x")]
#[case::nothing_about_time("552 5.2.2 Mailbox full: over quota for 5 days")]
#[case::an_eighth_digit("450 4.2.0 Greylisted, try again in 10000000 seconds")]
#[case::no_clock("450 4.7.1 Greylisted, try again in 1:18446744073709551615:00")]
#[case::minutes_of_no_clock("450 4.7.1 Greylisted, try again in 5:75")]
#[case::later("450 4.2.0 Greylisted, try again later")]
fn what_is_no_wait_is_none(#[case] text: &str) {
    assert_eq!(read(text).replies[0].retry_after, None);
}

/// A notice of delay that says until when.
fn delayed(until: &str) -> Option<String> {
    let text = format!(
        "From: MAILER-DAEMON@mx.example.org\nTo: ann@example.org\nSubject: Warning: message delayed\n\nYour message to <bob@example.net> has been delayed. {until}\n\n451 4.4.1 mx.example.net: Connection timed out\n"
    );
    read(&text).replies[0].until.clone()
}

#[rstest]
#[case::an_age("It will be retried until it is 5 days old.", "5 days old")]
#[case::a_span("We will keep trying for 44 hours.", "44 hours")]
#[case::more_time("We shall try for another 44 hours. Wait.", "44 hours")]
#[case::two_units("It will be retried for 1 day, 19 hours, or so.", "1 day, 19 hours")]
#[case::a_day(
    "It will be retried until Sun, 8 Jun 2025 10:00:00 +0000.",
    "Sun, 8 Jun 2025 10:00:00 +0000"
)]
#[case::the_next_line("It will be retried for 3 days\nand then no more", "3 days")]
#[case::a_comma("It will be retried for 3 days, then no more", "3 days")]
fn a_delay_says_until_when(#[case] until: &str, #[case] expected: &str) {
    assert_eq!(delayed(until).as_deref(), Some(expected));
}

#[rstest]
#[case::no_number("It will be retried for some days.")]
#[case::a_number_of_something_else("It will be retried for some days. We have 5 servers.")]
#[case::nothing("You do not need to do anything.")]
fn a_delay_without_an_end_says_none(#[case] until: &str) {
    assert_eq!(delayed(until), None);
}

/// What a bounce says of times is over.
#[test]
fn a_bounce_has_no_end() {
    let text = "From: MAILER-DAEMON@mx.example.org\nSubject: Undelivered Mail Returned to Sender\n\nYour message to <bob@example.net> could not be delivered. We tried for another 44 hours.\n\n550 5.1.1 User unknown\n";
    assert_eq!(read(text).replies[0].until, None);
}

/// Time that has gone by is none to wait.
#[rstest]
#[case::sendmail(
    "Warning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old"
)]
#[case::a_day("Warning: message still undelivered after 1 day")]
#[case::what_comes_then(
    "Your message has not been delivered after 48 hours. Will retry for 3 more days."
)]
#[case::a_number_of_minutes(
    "550 4.4.7 Message expired: unable to deliver in 840 minutes. Try again later"
)]
fn time_that_has_gone_by_is_no_wait(#[case] text: &str) {
    let told: Vec<_> = read(text)
        .replies
        .iter()
        .map(|one| one.retry_after)
        .collect();
    assert!(told.iter().all(Option::is_none), "{told:?}");
}

/// A notice of delay in another language waits, and says for how long, whatever it says of the case that it fails at last.
#[rstest]
#[case::french(
    "Livraison incomplète\n\nUn problème temporaire est survenu lors de l'envoi de votre message à bob@example.net. Gmail réessaiera pendant encore 47 heures. Vous recevrez une notification en cas d'échec définitif.\n\nLa réponse était la suivante :",
    "47 heures"
)]
#[case::italian(
    "Recapito incompleto\n\nSi è verificato un problema temporaneo durante il recapito del messaggio a bob@example.net. Gmail riproverà per altre 47 ore. Riceverai una notifica in caso di mancato recapito definitivo.\n\nLa risposta è stata:",
    "47 ore"
)]
#[case::german(
    "Zustellung unvollständig\n\nBei der Zustellung Ihrer Nachricht an bob@example.net ist ein vorübergehendes Problem aufgetreten. Gmail versucht in den nächsten 47 Stunden erneut, sie zuzustellen. Sie werden benachrichtigt, wenn die Zustellung fehlgeschlagen ist.\n\nAntwort:",
    "47 Stunden"
)]
#[case::spanish(
    "Entrega incompleta\n\nSe produjo un problema temporal al entregar tu mensaje a bob@example.net. Gmail lo volverá a intentar durante 47 horas más. Te avisaremos si no se pudo entregar.\n\nLa respuesta fue:",
    "47 horas"
)]
#[case::portuguese(
    "Entrega incompleta\n\nHouve um problema temporário ao entregar sua mensagem para bob@example.net. O Gmail tentará novamente por mais 47 horas. Você será avisado se houver falha na entrega.\n\nA resposta foi:",
    "47 horas"
)]
#[case::dutch(
    "Bezorging onvolledig\n\nEr was een tijdelijk probleem met uw bericht aan bob@example.net. Gmail probeert het nog 47 uur. U krijgt een melding als het niet bezorgd kan worden.\n\nDe reactie was:",
    "47 uur"
)]
#[case::polish(
    "Dostarczanie nie zostało ukończone\n\nTymczasowy problem z dostarczeniem wiadomości do bob@example.net. Gmail będzie ponawiać próby jeszcze przez 47 godzin. Powiadomimy, jeśli wiadomość nie została dostarczona.\n\nOdpowiedź:",
    "47 godzin"
)]
#[case::russian(
    "Доставка не завершена\n\nВременная проблема: письмо не доставлено адресату bob@example.net. Gmail будет повторять попытки ещё 47 часов.\n\nОтвет:",
    "47 часов"
)]
#[case::short_hours(
    "Доставка не завершена\n\nВременная проблема: письмо не доставлено адресату bob@example.net. Gmail будет повторять попытки в течение 47 ч. Вы получите уведомление.\n\nОтвет:",
    "47 ч"
)]
#[case::spanish_again(
    "Entrega incompleta\n\nSe produjo un problema temporal al entregar tu mensaje a bob@example.net. Gmail seguirá intentándolo durante 47 horas más. Te avisaremos.\n\nLa respuesta fue:",
    "47 horas"
)]
#[case::turkish(
    "İletim tamamlanmadı\n\nMesajınız bob@example.net adresine iletilemedi. Gmail 47 saat daha yeniden deneyecek.\n\nYanıt:",
    "47 saat"
)]
#[case::japanese(
    "配信未完了\n\nbob@example.net へのメールで一時的な問題が発生しました。Gmail は 47 時間再試行します。配信できませんでしたらお知らせします。\n\n応答:",
    "47 時間"
)]
#[case::of_another_service(
    "Ihre Nachricht an bob@example.net ist noch nicht zugestellt. Zustellversuche werden fortgesetzt, noch 3 weitere Tage lang. Unzustellbar wird sie erst danach.\n\nAntwort des Servers:",
    "3 weitere Tage"
)]
fn a_delay_is_told_in_each_language(#[case] notice: &str, #[case] until: &str) {
    for reply in [
        "The recipient server did not accept our requests to connect.",
        "451 4.7.1 Greylisting in action, please come back later",
    ] {
        let told = read(&format!("{notice}\n\n{reply}\n"));
        assert_eq!(told.kind, Kind::Delay, "{reply}");
        let [answer] = &told.replies[..] else {
            panic!("{:?}", told.replies)
        };
        assert_eq!(answer.message, Some(Fate::Retried), "{reply}");
        assert_eq!(answer.until.as_deref(), Some(until), "{reply}");
    }
}

/// The same words after the end are a bounce, and a number beside them that is no time is no end.
#[rstest]
#[case::german(
    "Ihre Nachricht an bob@example.net ist unzustellbar. Gmail versucht es noch einmal zu erklären: keine weiteren Zustellversuche.",
    Kind::Bounce
)]
#[case::french(
    "Échec de la remise de votre message à bob@example.net. Gmail ne réessaiera pas.",
    Kind::Bounce
)]
fn an_end_is_no_delay(#[case] notice: &str, #[case] kind: Kind) {
    let text = format!(
        "{notice}\n\nLe serveur / der Server sagte dazu nur dies und sonst nichts, was hier noch zu lesen wäre und was jemandem helfen könnte, der nicht selbst an jenem Server sitzt:\n\n550 5.1.1 User unknown\n"
    );
    let told = read(&text);
    assert_eq!(told.kind, kind);
    assert_eq!(told.replies[0].until, None);
}

/// A mail from nobody is a machine's, and what it promises is a delay.
#[rstest]
#[case::nobody(
    "From: <>\nTo: anna@example.org\nSubject: delayed delivery notice\n\nYour message has been received but has been undeliverable to the following recipients for at least 4 hours.\n\nbob@example.net\n\nThe mail system will continue to attempt to deliver your message to these recipients for a total of 2 days.\n"
)]
#[case::a_forwarder(
    "Relay couldn't deliver your email.\n\nWe are currently unable to send email to bob@example.net. This can happen if Relay couldn't connect to your email provider. We will try again on 20/09/2021 2:23 a.m.\n"
)]
fn who_will_try_again_has_not_given_up(#[case] text: &str) {
    let explanation = read(text);
    assert_eq!(explanation.kind, Kind::Delay, "{text}");
}
