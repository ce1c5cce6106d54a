//! One Postfix with a port for every set of settings: what differs stands behind `-o` in its `master.cf`.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use super::Asked;
use super::install::{Folder, Install, Running, address};
use super::ports::one_for_each_set;
use super::questions::Question;

/// Where its `master` is.
pub(super) const PROGRAMS: &[&str] = &[
    "usr/lib/postfix/sbin/master",
    "usr/libexec/postfix/master",
    "usr/lib/postfix/master",
];

/// A running Postfix.
pub(super) struct Server {
    // Ended before its folder goes.
    _running: Running,
    folder: Folder,
}

/// Users and groups of every Debian that nothing else here runs as.
const OWNER: &str = "mail";
const GROUP: &str = "staff";

/// The services behind smtpd, in the form of `master.cf`.
const SERVICES: &str = "
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
cleanup-7bit unix n - n - 0 cleanup
  -o strict_7bit_headers=yes
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
rewrite-com unix - - n - - trivial-rewrite
  -o mydestination=example.com
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
smtp unix - - n - - discard
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - discard
virtual unix - n n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
flush unix n - n 1000? 0 flush
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
# Behind postscreen.
smtpd pass - - n - - smtpd
dnsblog unix - - n - 0 dnsblog
tlsproxy unix - - n - 0 tlsproxy
";

impl Server {
    /// Starts it for the questions, and says at which port each is to be asked.
    pub(super) fn start(install: &Install, questions: Vec<Question>) -> (Self, Vec<Asked>) {
        let folder = Folder::new("postfix");
        for name in ["etc", "queue", "data"] {
            folder.folder(name, "root", 0o755);
        }
        folder.folder("data", OWNER, 0o755);
        for name in [
            "incoming", "active", "bounce", "corrupt", "defer", "deferred", "flush", "hold",
            "private", "saved", "trace",
        ] {
            folder.folder(&format!("queue/{name}"), OWNER, 0o700);
        }
        folder.folder("queue/pid", "root", 0o755);
        folder.folder("queue/public", &format!("{OWNER}:{GROUP}"), 0o710);
        folder.folder("queue/maildrop", &format!("{OWNER}:{GROUP}"), 0o730);

        let mut master = SERVICES.to_owned();
        let mut ports = Vec::new();
        let asked = one_for_each_set(questions, |port, settings| {
            ports.push(port);
            let screened = settings.keys().any(|name| name.starts_with("postscreen_"));
            let program = if screened { "1 postscreen" } else { "- smtpd" };
            let _ = writeln!(master, "{}:{port} inet n - n - {program}", address());
            for (name, value) in settings {
                let _ = writeln!(master, "  -o {{ {name} = {value} }}");
            }
        });
        folder.write("etc/master.cf", &master);
        folder.write("etc/main.cf", &main_cf(install, &folder));
        let mut command = Command::new(&install.program);
        command
            .arg("-d")
            .env("MAIL_CONFIG", folder.0.join("etc"))
            .env("LD_LIBRARY_PATH", install.libraries());
        let running = Running::start(&mut command, &ports, &folder.0.join("output"));
        let server = Self {
            _running: running,
            folder,
        };
        (server, asked)
    }

    /// The end of its log.
    pub(super) fn log(&self) -> String {
        let log = fs::read_to_string(self.folder.0.join("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(40)..].join("\n")
    }
}

fn main_cf(install: &Install, folder: &Folder) -> String {
    let own = folder.0.display();
    let daemons = install.program.parent().unwrap().display();
    let libraries = install.libraries();
    format!(
        "compatibility_level = 3.6
queue_directory = {own}/queue
data_directory = {own}/data
daemon_directory = {daemons}
meta_directory = {root}
shlib_directory = {root}
maillog_file = {own}/log
maillog_file_prefixes = {own}
mail_owner = {OWNER}
setgid_group = {GROUP}
default_privs = nobody
import_environment = MAIL_CONFIG {{ RES_OPTIONS=timeout:1 attempts:1 }} LD_LIBRARY_PATH={libraries}
export_environment = LD_LIBRARY_PATH={libraries}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.example.net
mydestination = example.net, mx.example.net
relocated_maps = inline:{{ {{ old@example.net = bob@example.com }} }}
hopcount_limit = 2
mynetworks = 192.0.2.128/25
alias_maps =
smtpd_authorized_xclient_hosts = 127.0.0.1
local_recipient_maps = inline:{{ {{ bob = x }}, {{ carol = x }}, {{ root = x }} }}
show_user_unknown_table_name = no
smtpd_error_sleep_time = 0
smtpd_hard_error_limit = 1000
",
        root = install.root.display(),
    )
}
