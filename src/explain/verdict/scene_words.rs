//! The words by which a text shows whose it is: a program's, a server's that passes mail on, a server's that refuses it.

/// Marks of a program that speaks to a server itself and tells its user at once what that one said: its libraries, their errors.
pub(in crate::explain) const PROGRAMS: &[&str] = &[
    "expected response code",
    "smtpconnection.",
    "smtp-connection",
    "nodemailer",
    "node_modules",
    "code: 'eauth'",
    "code: 'eenvelope'",
    "code: 'emessage'",
    "code: 'esocket'",
    "code: 'econnection'",
    "code: 'etimedout'",
    "greeting never received",
    "all recipients were rejected",
    "net::smtp",
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
    "getaddrinfo enotfound",
    "getaddrinfo eai_again",
    "socket.gaierror",
    "php_network_getaddresses",
    "java.net.unknownhostexception",
    "dial tcp: lookup",
    "failed to connect to mailserver",
    "ssl.sslerror",
    "mailkit.",
    "javax.mail.",
    "jakarta.mail.",
    "com.sun.mail.",
    "smtpsendfailedexception",
    "smtpaddressfailedexception",
    "sendfailedexception",
    "system.net.mail.",
    "swift_transport",
    "symfony\\component\\mailer",
    "phpmailer",
    "smtp error (",
    "smtp error: ",
    "smtp connect() failed",
    "stream_socket_client",
    "stream_socket_enable_crypto",
    "fsockopen",
    "gomail: ",
    "responsecode:",
    "ssmtp:",
    "msmtp:",
    "swaks",
    "curl: (",
    "client -> server:",
    "server -> client:",
];

/// Ports of servers that take mail from their own users.
pub(in crate::explain) const SUBMISSION_PORTS: [&str; 4] = ["587", "465", "2525", "2587"];

/// Commands of a login in a session.
pub(in crate::explain) const LOGIN_TRIES: &[&str] = &["auth login", "auth plain", "auth xoauth2"];

/// Of each all words together tell that a login failed at the server that wrote the line.
pub(in crate::explain) const LOGINS: &[&[&str]] = &[
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
pub(in crate::explain) const ACCOUNTS: &[&str] = &[
    "sasl_username=",
    "set_id=",
    "user=<",
    "user=",
    "[user=",
    "username=",
];

/// Words of the line in which a server tells what it refused.
pub(in crate::explain) const REFUSALS: &[&str] = &[
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
    "blocked spam",
    "blocked banned",
    "blocked infected",
];

/// The states of a line in which Postfix tells of handing a message on.
pub(in crate::explain) const STATES: &[&str] = &[
    "status=deferred",
    "status=bounced",
    "status=softbounce",
    "status=expired",
    "status=undeliverable",
];

/// Words of the line in which a server tells of handing a message on.
pub(in crate::explain) const DELIVERIES: &[&str] = &[
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
pub(in crate::explain) const INSIDE: &[&str] = &[
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
];
