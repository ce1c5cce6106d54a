//! One `OpenSMTPD` in a root of its own. Its settings are few: `listener = "tls-require"` asks the one that wants TLS.

use super::Asked;
use super::install::{Install, address, free_ports};
use super::ports::{Settings, by_settings};
use super::questions::Question;
use super::root::{Root, Servers};

/// Where its program is.
pub(super) const PROGRAM: &str = "usr/sbin/smtpd";

/// The users that it runs as, and those who have mail.
const USERS: [&str; 4] = ["opensmtpd", "opensmtpq", "bob", "carol"];

const ALIASES: &str = "team: staff
staff: team
self: self
empty: :include:/etc/empty
missing: :include:/etc/missing
secret: :include:/etc/secret
quoted: \":include:/etc/empty\"
";

/// Starts it for the questions, and says at which port each is to be asked.
pub(super) fn start(install: &Install, questions: Vec<Question>) -> (Servers, Vec<Asked>) {
    let root = Root::new(install, &USERS);
    root.folder("var/lib/opensmtpd/empty", None);
    root.folder("var/spool/smtpd", Some((0, 0o711)));
    root.write("etc/mailname", "mx.example.net\n");
    root.write("etc/aliases", ALIASES);
    root.write("etc/empty", "");
    root.write_secret("etc/secret", "bob\n");
    root.write_secret("etc/key.pem", "");
    let certificate = [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=mx.example.net",
        "-keyout",
        "/etc/key.pem",
        "-out",
        "/etc/cert.pem",
    ];
    root.run("openssl", &certificate, "");
    let ports = free_ports(2);
    let address = address();
    let (plain, tls) = (ports[0], ports[1]);
    let text = format!(
        "pki \"mx.example.net\" cert \"/etc/cert.pem\"
pki \"mx.example.net\" key \"/etc/key.pem\"
table aliases file:/etc/aliases
listen on {address} port {plain} hostname mx.example.net
listen on {address} port {tls} hostname mx.example.net tls-require pki \"mx.example.net\"
action \"local\" mbox alias <aliases>
action \"forward\" forward-only
match from any for domain {{ \"example.net\", \"example.com\" }} action \"local\"
match from any for domain \"forward.example\" action \"forward\"
"
    );
    root.write("etc/smtpd.conf", &text);
    let running = root.start(root.command("smtpd").arg("-d"), &ports);
    let port_of = |settings: &Settings| match settings.get("listener") {
        None if settings.is_empty() => plain,
        Some(listener) if listener == "tls-require" => tls,
        _ => panic!("{settings:?} is not a setting of OpenSMTPD"),
    };
    (
        Servers::new(root, vec![running]),
        by_settings(questions, port_of),
    )
}
