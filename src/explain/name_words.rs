//! The words before and behind an address that make it that of a recipient, or of somebody else.

/// Keys and words of recipients.
#[rustfmt::skip]
pub(super) const RECIPIENT: &[&str] = &[
    "addr", "addressee", "addressees", "destinataire", "destinataires", "destinatari", "destinatario", "destinatarios",
    "destinatário", "empfänger", "modtager", "mottagare", "odbiorca", "ontvanger", "rcpt", "rcptto", "recipient",
    "rcpts", "receiver", "receivers", "recipientaddress", "recipients", "toaddress", "получатель",
];
/// Words of an address, which is that of a recipient if words of a failure stand before them.
#[rustfmt::skip]
pub(super) const ADDRESS: &[&str] = &[
    "account", "adresse", "address", "addresses", "email", "emails", "dirección", "endereço", "indirizzo", "mailbox", "user",
];
/// Words before those of an address.
#[rustfmt::skip]
pub(super) const FAILED: &[&str] = &[
    "bad", "bounced", "destination", "failed", "following", "inactive", "invalid", "recipient", "refused", "rejected",
    "such", "suppressed", "unknown", "undeliverable",
];
/// Words by which an address is that of somebody else.
#[rustfmt::skip]
pub(super) const OTHER: &[&str] = &[
    "account", "as", "ask", "at", "author", "by", "cc", "contact", "de", "ehlo", "email", "f", "from", "helo", "id", "login",
    "mail", "mailfrom", "mailto", "message_id", "messageid", "msgid", "od", "return", "sender", "sent", "setfrom", "user",
    "username", "van", "via", "von", "write", "wrote",
];
/// Verbs before the `to` of a recipient.
#[rustfmt::skip]
pub(super) const SENT: &[&str] = &[
    "addressed", "bounced", "deliver", "delivered", "delivering", "delivery", "email", "emails", "mail", "mails", "message", "messages",
    "relay", "relaying", "relayed", "send", "sending", "sent", "transmit", "undeliverable", "access",
];
/// Words of a delivery before the `to` of a recipient, which nobody uses to say whom to write to.
#[rustfmt::skip]
pub(super) const DELIVERED: &[&str] = &[
    "consegnato", "deliver", "delivered", "delivery", "distribué", "délivré", "entregado", "entregue", "livré", "recapitato", "remis",
];
/// Words that make what follows an address to write to.
#[rustfmt::skip]
pub(super) const ASKS: &[&str] = &[
    "can", "complaint", "complaints", "contact", "forward", "forwarded", "help", "please", "question", "questions", "reply",
    "report", "reports", "should", "write", "response",
];
/// Words before the `for` of a recipient.
#[rustfmt::skip]
pub(super) const MEANT: &[&str] = &[
    "bounce", "bounced", "delivery", "denied", "dsn", "error", "notification", "failed", "failure", "mail", "message", "recipient", "refused",
    "rejected", "relay", "relaying", "reply", "response", "returned", "undeliverable",
];
/// What a login or a check of the sender has before its `for`.
pub(super) const CHECKED: &[&str] = &[
    "auth",
    "authentication",
    "dkim",
    "dmarc",
    "login",
    "password",
    "sender",
    "spf",
];
/// What is said behind the address of a recipient.
pub(super) const BEHIND: &[&str] = &[
    "at remote",
    "bounced",
    "cannot be",
    "could not be",
    "couldn't be",
    "does not exist",
    "doesn't exist",
    "failed",
    "is disabled",
    "is unknown",
    "not accepted",
    "not found",
    "refused",
    "rejected",
    "undeliverable",
    "unknown",
    "was not accepted",
    "was not found",
    "was refused",
    "was rejected",
    "wasn't found",
];
/// Mailboxes that are there to be asked.
#[rustfmt::skip]
pub(super) const ASKED: &[&str] = &[
    "abuse@", "help@", "hostmaster@", "mailer-daemon@", "no-reply@", "noc@", "noreply@", "postmaster@", "security@",
    "support@", "unblock@",
];
/// Words of a reply that speaks of the address of a sender.
pub(super) const OF_SENDER: &[&str] = &[
    "sender address",
    "sender rejected",
    "sender domain",
    "domain of sender",
    "from address",
    "mail from:",
    "mail from address",
    "mail from <",
    "not verified",
    "send as",
    "sender verif",
    "envelope from",
    "the sender",
    "your sender",
    "from: header",
    "'from'",
    "return path",
    "outbound sender",
];
/// Words of a reply that speaks of the recipient.
#[rustfmt::skip]
pub(super) const OF_RECIPIENT: &[&str] = &[
    "recipient", "mailbox", "no such user", "unknown user", "user unknown", "user doesn't exist", "user not found",
    "no such address", "relaying denied", "relay access denied", "unable to relay", "relay not permitted",
    "account that you tried to reach", "does not exist", "invalid address",
];
/// Words before the sender of a message.
#[rustfmt::skip]
pub(super) const FROM: &[&str] = &[
    "af", "av", "by", "da", "de", "dal", "del", "du", "fra", "från", "from", "lähettäjältä", "od", "ot", "par", "por", "sender", "van", "von",
    "z", "от", "від",
];
/// Words between the sender of a message and its recipient.
#[rustfmt::skip]
pub(super) const TO: &[&str] = &[
    "a", "aan", "adresu", "al", "an", "do", "dla", "for", "für", "na", "para", "per", "pour", "pro", "recipient", "recipients", "till", "til", "to",
    "vers", "à", "адрес", "для", "до", "к", "получателю",
];
/// Parts of words that speak of a message.
#[rustfmt::skip]
pub(super) const MAIL: &[&str] = &[
    "bericht", "besked", "correo", "courri", "email", "enviad", "envoy", "inviat", "mail", "mensa", "messag", "meddeland",
    "melding", "nachricht", "sent", "vestie", "wiadomo", "zpráv", "повідомл", "письм", "сообщ",
];
/// Words before a `to` that name where answers go.
pub(super) const REPLY_TO: &[&str] = &["abuse", "errors", "reply", "report", "responses", "write"];
/// Words behind a sender and before the recipient, in languages that put them behind.
pub(super) const BEHIND_SENDER: &[&str] = &["から", "より", "에서", "adresinden"];
/// Words before a sender that no blank divides from it.
pub(super) const FROM_GLUED: &[&str] = &["从", "由", "来自", "發自"];
/// Words before a recipient that no blank divides from it.
pub(super) const TO_GLUED: &[&str] = &["到", "给", "給", "至", "发往", "發往"];
