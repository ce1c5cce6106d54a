//! The words by which a text shows whose it is: a program's, a server's that passes mail on, a server's that refuses it.

/// Ports of servers that take mail from their own users.
pub(super) const SUBMISSION_PORTS: [&str; 4] = ["587", "465", "2525", "2587"];

/// Commands of a login in a session.
pub(super) const LOGIN_TRIES: &[&str] = &["auth login", "auth plain", "auth xoauth2"];

/// How `PHPMailer` marks the lines of a session: nobody tests the server of another domain with it.
pub(super) const OF_PHPMAILER: &[&str] = &["client -> server:", "smtp -> from server"];

/// Of each all words together tell that a login failed at the server that wrote the line.
pub(super) const LOGINS: &[&[&str]] = &[
    &["]: sasl ", "authentication failed"],
    &[" authenticator failed for "],
    &["auth failure (", "relay="],
    &["possible smtp attack: command=auth"],
    &["smtp protocol error in \"auth "],
    &["command=\"auth ", "failed-command"],
    &["smtp authentication ", "result=permfail"],
    &["-login: ", "auth failed"],
    &["-login: ", "auth attempts"],
    &["-login: ", "password mismatch"],
    &["auth-worker", "password mismatch"],
    &["auth: ", "password mismatch"],
    &["do_auth", "auth failure"],
    &["pam_unix(smtp:auth)", "failure"],
    &["inbound authentication failed"],
];

/// What stands before the name of the account in such a line.
pub(super) const ACCOUNTS: &[&str] = &[
    "sasl_username=",
    "set_id=",
    "user=<",
    "user=",
    "[user=",
    "username=",
];

/// Words of the line in which a server tells what it refused.
pub(super) const REFUSALS: &[&str] = &[
    ": reject: ",
    "noqueue: ",
    "milter-reject",
    "milter-hold",
    " rejected rcpt ",
    " rejected mail ",
    " rejected after data",
    " rejected during mime",
    " rejected connection",
    " rejected ehlo or helo",
    " rejected by local_scan",
    " rejected data",
    " rejected vrfy",
    " temporarily rejected ",
    "ruleset=check_",
    "milter: data, reject",
    " reject=",
    "rspamd_task_write_log",
    "smtp failed-command",
    "smtp event=failed-command",
    "smtp-in: failed command on session",
    "postscreen[",
    // What it warns of is a client's doing, or the fault of its own side.
    "/smtpd[",
    "blocked spam",
    "blocked banned",
    "blocked infected",
    // Kerio Connect.
    "attempt to deliver to unknown recipient",
    "relay attempt from ip address",
    // MailEnable.
    " smtp-in ",
    // Domino.
    "rejected for policy reasons",
    // Haraka tells of a client whom it refused as it takes its leave.
    "[core] disconnect ip=",
];

/// Those that stand in no reply and in no notice.
pub(super) const OWN_REFUSALS: &[&str] = &["noqueue: reject", ": milter-reject: "];

/// Words of the line in which a server tells of handing a message on.
pub(super) const DELIVERIES: &[&str] = &[
    "relay=",
    "stat=",
    " ** ",
    " == ",
    ": deferral: ",
    ": failure: ",
    "mta delivery ",
    "mta event=delivery ",
    "result=permfail",
    "result=tempfail",
    "delivery deferred",
    "delivery attempt failed",
    "(connect to ",
    "ssl_connect error to ",
    "smtpsend,",
    "sent: queue-id: ",
    "] smtp(",
    "smtp-ou ",
    "\"peer_address\"",
];

/// Words before a host or a socket of the server's own side.
pub(super) const INSIDE: &[&str] = &[
    "relay=127.",
    "relay=localhost",
    "relay=[127.",
    "relay=[::1]",
    "relay=::1",
    "connect to 127.",
    "connect to localhost",
    "connect to ::1",
    "connect to private/",
    "host 127.0.0.1",
    "host localhost",
    "[private/",
    "private/dovecot",
    "private/auth",
    "localhost:25",
    "127.0.0.1:25",
    "dial tcp 127.",
    "dial tcp [::1]",
    // A socket of the file system, behind the name of its host.
    "[/run/",
    "[/var/run/",
    "[/var/spool/",
    "[/var/lib/",
    "[/var/imap/",
    "[/tmp/",
    "[/opt/",
    // Processes of Postfix that deliver at the server itself.
    "/local[",
    "/virtual[",
    "/pipe[",
    "/cleanup[",
    // And of OpenSMTPD.
    "mda delivery ",
    "mda event=delivery ",
    "delivery: tempfail for ",
    "delivery: permfail for ",
];

/// How the routers of Exim are called that find the host of another domain.
pub(super) const OUTWARD: &[&str] = &[
    "lookup", "smart", "remote", "relay", "gateway", "route", "smtp", "mx",
];
