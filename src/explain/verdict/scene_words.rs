//! The words by which a text shows whose it is: a program's, a server's that passes mail on, a server's that refuses it.

/// Marks of a program that speaks to a server itself and tells its user at once what that one said: its libraries, their errors.
pub(super) const PROGRAMS: &[&str] = &[
    "expected response code",
    "smtpconnection.",
    "smtp-connection",
    "nodemailer",
    "node_modules",
    "code: 'e",
    "greeting never received",
    "all recipients were rejected",
    "net::",
    "smtplib.",
    "smtprecipientsrefused",
    "smtpsenderrefused",
    "smtpdataerror",
    "smtpheloerror",
    "smtpserverdisconnected",
    "smtpauthenticationerror",
    "smtpnotsupportederror",
    "smtpconnecterror",
    "smtpresponseexception",
    "the server response was",
    "smtpexception",
    "(_ssl.c:",
    "getaddrinfo e",
    "socket.gaierror",
    "php_network_getaddresses",
    "java.net.",
    "dial tcp: lookup",
    "failed to connect to mailserver",
    "ssl.sslerror",
    "mailkit.",
    "javax.mail.",
    "jakarta.mail.",
    "com.sun.mail.",
    "smtpaddressfailedexception",
    "sendfailedexception",
    "system.net.mail.",
    "swift_transport",
    "symfony\\component\\mailer",
    "phpmailer",
    "smtp error (",
    "smtp error: ",
    "smtp connect() failed",
    "stream_socket_",
    "fsockopen",
    "gomail: ",
    "responsecode:",
    "ssmtp:",
    "msmtp:",
    "swaks",
    "curl: (",
    "client -> server:",
    "server -> client:",
    "errno::e",
    "connectionrefusederror",
    "[errno 1",
    "system.net.sockets",
    "send-mailmessage",
    "deliver_now",
    "deliver_later",
    "app/mailers/",
    "0x800ccc",
    "0x80042",
    "command: 'conn'",
    "wp_mail",
    "wp mail smtp",
    "synology",
    "scan to e-mail",
    "an error occurred while sending mail",
    "the mail server responded:",
    "sending of the message failed",
    "outgoing server (smtp)",
    "cannot send message using the server",
    "failed to send email:",
    "failed to send alert notification email",
    "test message failed",
];

/// Ports of servers that take mail from their own users.
pub(super) const SUBMISSION_PORTS: [&str; 4] = ["587", "465", "2525", "2587"];

/// Commands of a login in a session.
pub(super) const LOGIN_TRIES: &[&str] = &["auth login", "auth plain", "auth xoauth2"];

/// Of each all words together tell that a login failed at the server that wrote the line.
pub(super) const LOGINS: &[&[&str]] = &[
    &["]: sasl ", "authentication failed"],
    &[" authenticator failed for "],
    &["auth failure (", "relay="],
    &["possible smtp attack: command=auth"],
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
    "postscreen[",
    // What it warns of is a client's doing, or the fault of its own side.
    "/smtpd[",
    "blocked spam",
    "blocked banned",
    "blocked infected",
    // Haraka tells of a client whom it refused as it takes its leave.
    "[core] disconnect ip=",
];

/// Words of the line in which a server tells of handing a message on.
pub(super) const DELIVERIES: &[&str] = &[
    "relay=",
    "stat=",
    " ** ",
    " == ",
    ": deferral: ",
    ": failure: ",
    "mta delivery ",
    "result=permfail",
    "result=tempfail",
    "delivery deferred",
    "delivery attempt failed",
    "(connect to ",
    "smtpsend,",
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
    "mailserver at \"localhost\"",
    "localhost:25",
    "127.0.0.1:25",
    "dial tcp 127.",
    "dial tcp [::1]",
    // A socket of the file system.
    "[/",
    // Processes of Postfix that deliver at the server itself.
    "/local[",
    "/virtual[",
    "/pipe[",
    "/cleanup[",
];

/// How the routers of Exim are called that find the host of another domain.
pub(super) const OUTWARD: &[&str] = &[
    "lookup", "smart", "remote", "relay", "gateway", "route", "smtp", "mx",
];
