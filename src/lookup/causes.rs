//! The few causes that the program knows by name, because it treats each of them in a way of its own. What holds of several stands in
//! their files, as a field.

macro_rules! causes {
    ($($name:ident = $text:literal;)*) => {
        $(pub(crate) const $name: &str = $text;)*
        #[cfg(test)]
        const ALL: &[&str] = &[$($text),*];
    };
}

causes! {
    BLOCKLISTED = "blocklisted";
    DELIVERY_EXPIRED = "delivery-expired";
    DOMAIN_NOT_FOUND = "domain-not-found";
    GREYLISTED = "greylisted";
    IP_REPUTATION = "ip-reputation";
    LOGIN_FAILED = "login-failed";
    MAILBOX_DISABLED = "mailbox-disabled";
    MESSAGE_TOO_BIG = "message-too-big";
    NOT_COMPLIANT = "not-compliant";
    POLICY = "policy";
    PROTOCOL_ERROR = "protocol-error";
    RECIPIENT_RESTRICTED = "recipient-restricted";
    SPAM_CONTENT = "spam-content";
    SUPPRESSED = "suppressed";
    SYSTEM_ERROR = "system-error";
    USER_MOVED = "user-moved";
    USER_UNKNOWN = "user-unknown";
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::shipped;

    #[test]
    fn each_is_a_cause_of_the_catalog() {
        let catalog = shipped::catalog().unwrap();
        for name in ALL {
            assert!(catalog.find_name(name).is_some(), "no cause: {name}");
        }
    }
}
