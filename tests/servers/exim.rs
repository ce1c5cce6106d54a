//! An Exim for every set of settings: its configuration has parts that a question may replace.

use std::fs;
use std::process::Command;

use super::Asked;
use super::install::{Folder, Install, Running, address};
use super::ports::{Settings, one_for_each_set};
use super::questions::Question;

/// Where its program is.
pub(super) const PROGRAMS: &[&str] = &["usr/sbin/exim4", "usr/sbin/exim", "usr/bin/exim"];

/// The running servers.
pub(super) struct Servers {
    // Ended before the folder goes.
    _running: Vec<Running>,
    folder: Folder,
}

/// The parts of the configuration that a question may replace, with what they are otherwise.
const PARTS: [(&str, &str); 3] = [
    ("main", "primary_hostname = mx.example.net"),
    ("acl", "acl_smtp_rcpt = rcpt"),
    ("authenticators", ""),
];

impl Servers {
    /// Starts them for the questions, and says at which port each is to be asked.
    pub(super) fn start(install: &Install, questions: Vec<Question>) -> (Self, Vec<Asked>) {
        let folder = Folder::new("exim");
        let mut running = Vec::new();
        let asked = one_for_each_set(questions, |port, settings| {
            running.push(start(install, &folder, port, settings));
        });
        let servers = Self {
            _running: running,
            folder,
        };
        (servers, asked)
    }

    /// Their logs.
    pub(super) fn log(&self) -> String {
        let folders = fs::read_dir(&self.folder.0).into_iter().flatten().flatten();
        let logs =
            folders.filter_map(|entry| fs::read_to_string(entry.path().join("mainlog")).ok());
        logs.collect::<Vec<String>>().join("\n")
    }
}

fn start(install: &Install, folder: &Folder, port: u16, settings: &Settings) -> Running {
    let unknown = settings
        .keys()
        .find(|name| PARTS.iter().all(|(part, _)| part != name));
    assert!(
        unknown.is_none(),
        "{unknown:?} is not a part of the configuration of Exim"
    );
    let text_of = |name: &str| {
        let default = PARTS
            .iter()
            .find(|(part, _)| *part == name)
            .map_or("", |(_, text)| text);
        settings.get(name).map_or(default, String::as_str)
    };
    let name = port.to_string();
    folder.folder(&name, "Debian-exim", 0o755);
    let own = folder.0.join(&name);
    let own = own.display();
    let (main, acl, authenticators) = (text_of("main"), text_of("acl"), text_of("authenticators"));
    // The option that names an ACL comes first, the ACLs after `begin acl`.
    let (options, acls) = acl.split_once("\n\n").unwrap_or((acl, DEFAULT_ACL));
    let address = address();
    let text = format!(
        "spool_directory = {own}
log_file_path = {own}/%slog
pid_file_path = {own}/pid
local_interfaces = {address}.{port}
daemon_smtp_ports = {port}
exim_user = Debian-exim
keep_environment =
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_max_nonmail_hosts =
{main}
{options}
begin acl
{acls}
begin routers
local:
  driver = accept
  domains = example.net
  local_parts = bob : carol
  transport = nowhere
begin transports
nowhere:
  driver = appendfile
  file = /dev/null
  user = Debian-exim
begin authenticators
{authenticators}
"
    );
    let config = folder.write(&format!("{name}/exim.conf"), &text);
    let mut command = Command::new(&install.program);
    command
        .arg("-C")
        .arg(config)
        .arg("-bdf")
        .env("LD_LIBRARY_PATH", install.libraries());
    Running::start(&mut command, &[port], &folder.0.join(&name).join("output"))
}

/// Takes mail for two users of one domain.
const DEFAULT_ACL: &str = "rcpt:
  require message = relay not permitted
          domains = example.net
  require message = Unknown user
          verify = recipient
  accept
";
