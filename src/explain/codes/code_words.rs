//! The words around numbers: those that announce a code, and those that make the number something else.

/// Words that announce a code.
#[rustfmt::skip]
pub(in crate::explain) const ANNOUNCING: &[&str] = &[
    "answer", "answered", "code", "codice", "codigo", "código", "dsn", "err", "erreur", "error",
    "errore", "esmtp", "explanation", "fehler", "fehlercode", "got", "reason", "replied", "reply", "responded",
    "response", "returned", "said", "smtp", "status", "błąd", "код", "Код", "КОД", "ошибка", "Ошибка", "ОШИБКА",
];

/// Words for an error to which people glue its number: `Errore554`, `smtp-421`.
#[rustfmt::skip]
pub(in crate::explain) const GLUED: &[&str] = &[
    "error", "erreur", "errore", "erro", "fehler", "fehlercode", "smtp", "błąd", "ошибка", "chyba",
    "hata", "virhe", "fejl", "hiba", "eroare", "klaida", "viga", "greška", "σφάλμα", "помилка",
];

/// Words before a `with` behind which a code stands: `responded with 550`.
#[rustfmt::skip]
pub(in crate::explain) const ANSWERING: &[&str] = &[
    "answer", "answered", "bounced", "ended", "failed", "refused", "rejected", "replied", "reply",
    "responded", "response", "returned",
];

/// Commands before a colon behind which a code stands: `RCPT TO:550 …`.
#[rustfmt::skip]
pub(in crate::explain) const STAGES: &[&str] = &[
    "rcpt to", "mail from", "smtp error, data", "smtp error, dot", "end of data", "in reply to data",
    "after data", "ehlo", "helo", "starttls", "from server",
];

/// Words before a colon or an equals sign whose number is no code.
#[rustfmt::skip]
pub(in crate::explain) const OTHER_NUMBERS: &[&str] = &[
    "age", "attempts", "count", "delay", "fax", "file", "id", "length", "level", "limit", "line", "max",
    "nrcpts", "pid", "port", "porta", "puerto", "porto", "poort", "used", "current", "usage", "pri", "queue", "retries", "seconds", "size", "tel", "telephone",
    "time", "timeout", "ttl", "uid", "version", "phone", "year", "bytes", "page", "room", "tls",
    "try", "char", "errorcode",
];

/// Words before an equals sign whose number is a code.
#[rustfmt::skip]
pub(in crate::explain) const KEYS: &[&str] = &[
    "code", "dsn", "enhanced", "err", "error", "msg", "message", "reason", "reply", "resp",
    "response", "result", "smtp", "stat", "status", "enhancedcode", "smtpcode", "led", "reject",
];

/// Software whose versions look like enhanced status codes.
#[rustfmt::skip]
pub(in crate::explain) const VERSIONED: &[&str] = &[
    "build", "dovecot", "esmtp", "exchange", "exim", "kernel", "linux", "openssl", "php",
    "phpmailer", "postfix", "python", "release", "sendmail", "server", "v", "version", "ver",
    "microsoft", "spamassassin", "mailer",
];

/// What else is counted: a number before it is no code.
#[rustfmt::skip]
pub(in crate::explain) const COUNTED: &[&str] = &[
    "attempts", "euro", "items", "k", "lines", "per", "px", "times",
    "sekunden", "minuten", "stunden", "tage", "tagen",
];

/// Numbers that web servers answer with and mail servers do not.
#[rustfmt::skip]
pub(in crate::explain) const ONLY_HTTP: &[&str] = &[
    "400", "401", "402", "403", "404", "405", "406", "408", "409", "410", "413", "415", "423", "429",
];

/// Numbers of both worlds with the words that only the web has for them.
pub(in crate::explain) const REASONS: &[(&str, &str)] = &[
    ("421", "misdirected request"),
    ("422", "unprocessable"),
    ("424", "failed dependency"),
    ("451", "unavailable for legal"),
    ("500", "internal server error"),
    ("502", "bad gateway"),
    ("504", "gateway time"),
];

/// The refusals that servers send most.
#[rustfmt::skip]
pub(in crate::explain) const SENT: &[&str] = &[
    "421", "450", "451", "452", "454", "500", "501", "502", "503", "504", "521", "530", "534", "535", "538", "550", "551", "552", "553",
    "554", "555", "556", "557",
];

/// The numbers of what servers say while all goes well.
const DONE: &[&str] = &[
    "211", "214", "220", "221", "235", "250", "251", "252", "334", "354",
];

/// Whether a number is one of the replies that servers send most.
pub(in crate::explain) fn is_usual(number: &[u8]) -> bool {
    let is_it = |code: &&str| code.as_bytes() == number;
    SENT.iter().chain(DONE).any(is_it)
}

/// Words of refusals.
#[rustfmt::skip]
pub(in crate::explain) const REFUSING: &[&str] = &[
    "denied", "reject", "refus", "unknown", "block", "spam", "too many", "too much", " not ", "no such", "invalid", "unavailable", "fail",
    "error", "greylist", "syntax", "bad ", "authenticat", "quota", "exceed", "temporar", "try again", "try later",
    "requested action", "prohibited", "disabled", "blacklist", "unauthor", "forbidden", "no dns", "spf", "dmarc", "dkim", "dt:spm",
];
