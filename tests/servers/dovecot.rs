//! One Dovecot with its two services that speak SMTP, in a root of its own: `service` of the settings is `lmtp` or `submission`. What is submitted
//! goes to a server of ours that takes everything.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};

use super::Asked;
use super::install::{Install, address, free_ports};
use super::ports::{Settings, by_settings};
use super::questions::Question;
use super::root::{Root, Servers};

/// Where its program is.
pub(super) const PROGRAM: &str = "usr/sbin/dovecot";

/// The users that it runs as, and the one whom all mailboxes belong to.
const USERS: [&str; 3] = ["dovecot", "dovenull", "vmail"];

/// Starts it for the questions, and says at which port each is to be asked.
pub(super) fn start(install: &Install, questions: Vec<Question>) -> (Servers, Vec<Asked>) {
    let root = Root::new(install, &USERS);
    let mailboxes = Root::user(2);
    root.folder("run/dovecot", None);
    root.folder("var/lib/dovecot", None);
    let users = [
        ("bob", "", ""),
        ("full", "", "userdb_quota_rule=*:storage=1B"),
        ("closed", "", "nologin"),
        ("broken", "/dev/null", ""),
    ];
    let users = users.map(|(name, below, fields)| {
        format!(
            "{name}:{{PLAIN}}secret:{mailboxes}:{mailboxes}::{below}/home/vmail/{name}::{fields}\n"
        )
    });
    root.write("etc/users", &users.concat());
    let ports = free_ports(3);
    let (lmtp, submission, relay) = (ports[0], ports[1], ports[2]);
    root.write("etc/dovecot.conf", &configuration(lmtp, submission, relay));
    take_everything(relay);
    let mut command = root.command("dovecot");
    command.args(["-F", "-c", "/etc/dovecot.conf"]);
    let running = root.start(&mut command, &[lmtp, submission]);
    let port_of = |settings: &Settings| match settings.get("service") {
        Some(service) if service == "lmtp" => lmtp,
        Some(service) if service == "submission" => submission,
        _ => panic!("{settings:?} names no service of Dovecot"),
    };
    (
        Servers::new(root, vec![running]),
        by_settings(questions, port_of),
    )
}

fn configuration(lmtp: u16, submission: u16, relay: u16) -> String {
    let address = address();
    let first = Root::user(0);
    format!(
        "protocols = lmtp submission
base_dir = /run/dovecot
log_path = /dev/stderr
hostname = mx.example.net
ssl = no
disable_plaintext_auth = no
mail_location = maildir:~/Maildir
first_valid_uid = {first}
auth_username_format = %n
auth_failure_delay = 0
passdb {{
  driver = passwd-file
  args = /etc/users
}}
userdb {{
  driver = passwd-file
  args = /etc/users
}}
mail_plugins = quota
plugin {{
  quota = maildir:User quota
}}
service lmtp {{
  inet_listener lmtp {{
    address = {address}
    port = {lmtp}
  }}
}}
service submission-login {{
  inet_listener submission {{
    address = {address}
    port = {submission}
  }}
}}
imap_urlauth_host = imap.example.net
mail_attribute_dict = file:%h/attributes
submission_relay_host = {address}
submission_relay_port = {relay}
"
    )
}

/// A server that says 250 to every line; no message gets so far as its data.
fn take_everything(port: u16) {
    let listener = TcpListener::bind((address(), port)).unwrap();
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            std::thread::spawn(move || take(client));
        }
    });
}

fn take(mut client: TcpStream) -> std::io::Result<()> {
    let lines = BufReader::new(client.try_clone()?).lines();
    client.write_all(b"220 relay.example.net ESMTP\r\n")?;
    for _ in lines.map_while(Result::ok) {
        client.write_all(b"250 Ok\r\n")?;
    }
    Ok(())
}
