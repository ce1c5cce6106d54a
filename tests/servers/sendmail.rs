//! A Sendmail for every set of settings, all in one root: `mc` is what is added to the source of its configuration.

use std::path::PathBuf;

use super::Asked;
use super::install::{Install, Running, address};
use super::ports::{Settings, one_for_each_set};
use super::questions::Question;
use super::root::{Root, Servers};

/// Where its program is.
pub(super) const PROGRAM: &str = "usr/libexec/sendmail/sendmail";

/// The users that it runs as, and the one who has mail; bounces go to a file.
const USERS: [&str; 4] = ["smmta", "smmsp", "mail", "bob"];

/// What the access map refuses.
const ACCESS: &str = "From:spam@example.org\tREJECT\nTo:carol@example.net\tREJECT\n";

/// Starts them for the questions, and says at which port each is to be asked.
pub(super) fn start(install: &Install, questions: Vec<Question>) -> (Servers, Vec<Asked>) {
    let root = Root::new(install, &USERS);
    root.folder("var/lib/sendmail/host_status", None);
    root.folder("var/spool/mqueue", Some((0, 0o700)));
    root.folder("var/mail", Some((Root::user(2), 0o755)));
    root.folder("etc/sasl2", None);
    root.write("etc/mail/local-host-names", "example.net\nmx.example.net\n");
    root.write("etc/mail/aliases", "anna: /var/mail/anna\n");
    root.run(
        "makemap",
        &["-C/dev/null", "hash", "/etc/mail/access"],
        ACCESS,
    );
    root.write(
        "etc/sasl2/Sendmail.conf",
        "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN\n",
    );
    let password = ["-p", "-c", "-u", "mx.example.net", "bob"];
    root.run("saslpasswd2", &password, "secret");

    let mut running = Vec::new();
    let asked = one_for_each_set(questions, |port, settings| {
        running.push(start_one(&root, port, settings));
    });
    (Servers::new(root, running), asked)
}

/// The file of the bounces.
pub(super) fn bounces(servers: &Servers) -> PathBuf {
    servers.root.path("var/mail/anna")
}

fn start_one(root: &Root, port: u16, settings: &Settings) -> Running {
    let unknown = settings.keys().find(|name| *name != "mc");
    assert!(
        unknown.is_none(),
        "{unknown:?} is not a setting of Sendmail"
    );
    let own = settings.get("mc").map_or("", String::as_str);
    let address = address();
    let source = format!(
        "define(`_USE_ETC_MAIL_')dnl
include(`/usr/share/sendmail/cf/m4/cf.m4')dnl
OSTYPE(`debian')dnl
DOMAIN(`generic')dnl
define(`confDOMAIN_NAME', `mx.example.net')dnl
define(`confPID_FILE', `/run/{port}.pid')dnl
define(`confSMTP_LOGIN_MSG', `$j ESMTP Sendmail')dnl
FEATURE(`no_default_msa')dnl
DAEMON_OPTIONS(`Family=inet, Name=MTA, Port={port}, Addr={address}')dnl
FEATURE(`use_cw_file')dnl
FEATURE(`access_db', `hash -o /etc/mail/access')dnl
FEATURE(`blocklist_recipients')dnl
{own}
MAILER(`local')dnl
MAILER(`smtp')dnl
"
    );
    root.write("etc/mail/source.mc", &source);
    let config = root.run("m4", &["/etc/mail/source.mc"], "");
    let name = format!("/etc/mail/{port}.cf");
    root.write(&name[1..], &config);
    let config = format!("-C{name}");
    root.run("/usr/libexec/sendmail/sendmail", &[&config, "-bi"], "");
    let mut command = root.command("/usr/libexec/sendmail/sendmail");
    root.start(command.args([&config, "-bD"]), &[port])
}
