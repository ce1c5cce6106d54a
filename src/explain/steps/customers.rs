//! Which steps customers of a service can take, who run no host that sends mail.

use smtpref_catalog::Step;

/// What steps name that only somebody can take who runs a host that sends mail.
const OF_HOSTS: &[&str] = &[
    "queue",
    "from a pool",
    "your log",
    "the log",
    "'s log",
    "port 25",
    "port 465",
    "587",
    "`nc ",
    "`ss ",
    "`swaks",
    "`grep ",
    "mail host",
    "your host",
    "local server",
    "mail server sends",
    "server is your own",
    "is an internal one",
    "smarthost",
    "firewall",
    "resolver",
    "onnections",
    "EHLO",
    "PTR",
    "TLS library",
];

/// Whether somebody can take a step who runs no host.
pub(super) fn is_for_customers(step: &Step) -> bool {
    step.software.is_empty() && !OF_HOSTS.iter().any(|word| step.text.contains(word))
}
