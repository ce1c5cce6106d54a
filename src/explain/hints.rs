//! What single words tell where no phrase is met: who or what is spoken of, and what is said of it, in the languages that replies use.
//!
//! Weaker than any rule, for words can stand in any relation; stronger than a code that means many things. The first row that fits
//! counts, so what is narrow stands before what is wide.

use std::sync::LazyLock;

use super::view::Pairs;

/// A cause, and groups of stems with bars between them: of each group one has to begin a word.
type Hint = (&'static str, &'static [&'static str]);

const REFUSED: &str = "disallow|reject|refus|denied|deny|banned|not allowed|not accepted|not permitted|forbid|prohibit|blocked|nicht erlaubt|verboten|interdit|no permitid|may not|not owned|gehört nicht|unauthori|запрещ|отклон|禁止|rechaz|abgelehnt|nicht akzeptiert|non autoris|no autoriz|restrict|dropped|not welcome|unacceptable|拒收|拒绝|odrzucon|geweigerd|rifiutat|respint|afvist|avvisad";
const TOO_MANY: &str = "too many|too much|maximum|we allow|limit|zu viele|trop|demasiad|exceed|already hold|troppe|troppi|слишком много|过多|at most|más de|more than|enough";
const FAILS: &str = "fail|error|not available|expired|invalid|unsupported|could not|cannot|unable|no appropriate|abgelaufen|fehl|échec|timeout|timed out|temporar|servfail|refused|does not verify|problem";
const PERSON: &str = "user|recipient|mailbox|mail box|account|address|name|benutzer|empfänger|postfach|adresse|utilisateur|destinataire|usuario|destinatario|dirección|użytkownik|adresat|пользовател|получател|адрес|用户|收件人|邮箱|ユーザー|宛先|メールアドレス|사용자|수신자|주소|bruger|användare|modtager|mottagar|mottaker|uživatel|příjemce|adresát|kullanıcı|alıcı|címzett|felhasználó|utente|gebruiker|customer|nobody|no one|no mailbox|buzón|casella|destinatário|usuário|addressee|konto|alias|odbiorc|ontvanger|destinat";
const NOT_THERE: &str = "unknown|not exist|no such|does not exist|doesn't exist|do not exist|isn't one of|not seem to exist|no person of|not found|not here|no longer here|nobody by|nobody here|nobody called|nobody named|nobody with that|nobody of that|nobody at this|no one by|no one here|no one called|no one named|no one with that|no one of that|no one at this|anybody called|anyone called|unbekannt|existiert nicht|nicht vorhanden|nicht gefunden|kein postfach|mit diesem namen|n'existe pas|inconnu|no existe|no es conocid|desconocid|nie istnieje|nieznany|нет|не существует|не найден|不存在|存在しません|sconosciut|inesistente|non esiste|onbekend|bestaat niet|by that name|of this name|lives here|not known|introuvable|no encontrad|non trovat|não encontrad|niet gevonden|nie znaleziono|не удалось найти|не знайдено|не існує|找不到|存在しない|見つかりません|존재하지|ukendt|okänd|findes ikke|finns inte|neexistuje|neznám|bulunamadı|ismeretlen|nem létezik|não existe|desconhecid|nicht im domino|not listed in|not a valid user|no mailbox|not a customer|never existed|isn't here|is not known|user doesn't have an account|user does not have an account|recipient doesn't have an account|no entry for this address|existiert bei uns nicht|existiert hier nicht|existiert leider nicht|brak takiego|böyle bir kullanıcı yok|böyle bir adres yok|사용자를 찾을 수 없|수신자를 찾을 수 없|cannot be found|could not be found";

#[rustfmt::skip]
const HINTS: &[Hint] = &[
    ("system-error", &["scanner|filter|database|ldap|milter|antivirus|backend|clamd|spamd", "is down|down for|unreachable|not answering|no answer|not running|is away|cannot be reached|could not be reached|cannot connect|offline"]),
    ("system-error", &["mailbox|account|user", "by another process|being migrated|being moved|is migrating"]),
    ("greylisted", &["do not know you|don't know you|first contact|delayed on purpose|delayed deliberately|deliberately delayed|new sender|postponed for|not seen you|for the first time"]),
    ("account-suspended", &["account|hosting|customer|mail service|domain", "unpaid|non-payment|billing|overdue|hosting plan"]),
    ("ip-reputation", &["ip has been banned|ip is banned|ip was banned|ip address has been banned|banned your ip|fail2ban"]),
    ("protocol-error", &["helo|ehlo", "forged|bogus|my own|faked"]),
    ("protocol-error", &["before the banner|before the greeting|spoke too early|talked too early"]),
    ("mailbox-full", &["mailbox size limit hit|mailbox size limit reached|mailbox size limit exceeded"]),
    ("message-too-big", &["attach|anhang|anhänge", "mb|megabyte", "over|larger|bigger|more than|exceed|maximal"]),
    ("prohibited-attachment", &["banned contents|banned file|banned attachment"]),
    ("authentication-failed", &["from header|display name|sender|from address", "claims to be|forged|spoof|impersonat|pretends"]),
    ("authentication-failed", &["arc", "chain|seal"]),
    ("sender-domain-not-found", &["mx of your|your mx|mx record of your|sender's mx|mx for your|domain you claim|sender domain must|sender's domain is"]),
    ("sender-rejected", &["mailbox of the sender|sender mailbox|sender's mailbox|mail from nobody|belongs to another account|belongs to another user|mail from you is"]),
    ("blocklisted", &["ip address is on our|your ip is on our", "list|reject list"]),
    ("recipient-restricted", &["our own staff|from the internet|internal address|lack permission|no permission to|list is closed|only sends|send-only|no postings"]),
    ("mailbox-disabled", &["alias has expired|address has expired|account has expired|mailbox has expired"]),
    ("virus", &["virus|malware|infection|harmful code|malicious code|trojan|infected|infecté|вирус|病毒|ウイルス|clamav|worm|wirus"]),
    ("prohibited-attachment", &["attach|anhang|dateianhang|pièce jointe|adjunt|allegat|anexo|bijlage|załącznik|вложен|附件|file of type|files of type|archive|extension|executable|macro", REFUSED]),
    ("prohibited-attachment", &["file of a type|files of a type|file type|file extension|attachment type", "we block|dangerous|blacklist|not taken"]),
    ("tls-required", &["tls|starttls|encrypt|unverschlüsselt|plain text session|ssl", "require|must|first|need|insist|compulsory|not accepted|nicht erlaubt|mandatory|only|erforderlich|necesari|obligatoire"]),
    ("tls-required", &["unencrypted|cleartext connection|insecure connection", "not taken|not accepted|refus|reject|not allowed|not permitted"]),
    ("tls-failed", &["tls|ssl|starttls|certificate|handshake", "broken off|mismatch|not match|self-signed|self signed|not trusted|untrusted"]),
    ("tls-failed", &["tls|ssl|starttls|certificate|zertifikat|handshake|x509|sslhandshake", FAILS]),
    ("login-failed", &["password|passwort|credential|authentication|mot de passe|contraseña|пароль|密码|auth", "wrong|fail|invalid|incorrect|bad |blocked|falsch|too many|reject|unsuccessful|fehlgeschlagen|incorrecta|неверн|not match"]),
    ("login-required", &["login|log in|authenticat|anmeld|auth |authentif|autentic", "require|must|first|need|before|demande|erforderlich|requis|necesari"]),
    ("login-required", &["please log in|please login|please authenticate|log on first|log in first|pop before|port 587|not logged in|pop3 before|check your mail first|debe autenticarse|bitte anmelden|zuerst anmelden"]),
    ("authentication-failed", &["spf|dkim|dmarc|unauthenticated"]),
    ("greylisted", &["greylist|graylist|grey list|gray list|grey-list|liste grise|triplet|first mail to|first time that we|серый список|lista gris|szara lista|灰名单"]),
    ("reverse-dns", &["ptr|fcrdns|forward-confirmed|dns inverse|résolution inverse|dns inverso|reverse dns|rdns|reverse lookup|in-addr|reverse host|reverse name|reverse record|reverse entry"]),
    ("geo-blocked", &["country|countries|geoip|geo filter|geo-|this region|your region|ihrem land|votre pays|su país|страны"]),
    ("too-many-recipients", &["recipients|addressees|empfänger|destinataires|destinatarios", TOO_MANY, "too many|no more than|at most|allow|maximum|limit|zu viele|trop|demasiad|more than|exceed|enough"]),
    ("too-many-connections", &["simultaneous|concurrent|parallel", "only|no more than|allowed"]),
    ("too-many-connections", &["all slots|no free slot|server is full"]),
    ("too-many-connections", &["connection|session|verbindung|parallel|concurren|simultan|conexion|connexion|соединени", TOO_MANY]),
    ("sender-domain-not-found", &["sender|mail from|from domain|absender|expéditeur|remitente|your domain", "not exist|neither mx nor|unresolv|not found|gibt es nicht|no mx|no dns|not resolve|unknown domain|cannot be resolved|existiert nicht|no a or mx|does not have"]),
    ("domain-not-found", &["nxdomain|enotfound|unrouteable|no mx record|no route to domain|unknown host|host not found|host unknown|name or service not known|getaddrinfo"]),
    ("recipient-restricted", &["recipient|user|mailbox|list|group", "accept mail from|accept email from|accept e-mail from|accept messages from"]),
    ("policy", &["accept mail from|accept email from|accept e-mail from|accept messages from"]),
    ("domain-accepts-no-mail", &["never accepts mail|take part in mail|wants no mail|does not accept mail|no mail here|null mx|nullmx|accepts no mail|does not receive mail|not accept email"]),
    ("user-moved", &["moved|new address|address has changed|new one is|neue adresse|nouvelle adresse|verzogen|nueva dirección|has retired|no longer works here"]),
    ("suppressed", &["suppress|previously bounced|bounced before|hard bounce|unsubscribed"]),
    ("account-suspended", &["account|konto|compte|cuenta|tenant|user", "for sending|outgoing|versand|because it sent|from sending|l'envoi|spam from your account|outbound", "suspend|lock|stopped|gesperrt|block|disable|bloqu"]),
    ("sending-quota-exceeded", &["daily|hourly|monthly|your plan|tageslimit|allowance|sending volume|sending quota|sending limit|outgoing|credits", "exhaust|exceed|used up|reached|hit|erreicht|limit|spent|no more"]),
    ("sending-quota-exceeded", &["limits for your account|limit for your account|limit of your account", "exceed|reached"]),
    ("rate-limited", &["an hour|last hour|one hour|each hour|a minute|last minute", "no more than|too much mail|at most"]),
    ("rate-limited", &["slow down|too fast|sent too much|rate limit|ratelimit|throttl|per minute|a minute|messages per|mails per|per hour|kurzer zeit|too many messages|too many mails|too many emails|too many e-mails|send too many|sent too many|zu viele nachrichten|demasiados mensajes|trop de messages|frequency|too often|слишком много писем|too quickly"]),
    ("routing-loop", &["hops", "more than|exceed"]),
    ("routing-loop", &["loop|endless|in circles|expands to itself|forwards to itself|my own mx|delivered-to|too many hops|hop count|schleife|mailschleife|boucle|bucle|received-zeilen|received headers|received: headers|too many received|pętla"]),
    ("system-full", &["insufficient system|disk full|disk is low|disk is full|low on disk|no space left on|queue disk|out of disk|file system full|disk space|spool"]),
    ("message-too-big", &["message|mail|nachricht|mensaje|size|messaggio|письмо|邮件|it|e-mail", "too big|too large|larger than|zu gro|demasiado grande|trop gros|trop volum|troppo grande|size limit|maximum size|message size|mb at most|kb at most|allowed size|слишком больш|过大|exceeds the size|maximum message|max size|bigger than|too heavy|muito grande|te groot|za duż"]),
    ("message-too-big", &["mb|kb|megabyte|bytes", "at most|allowed|limit|maximum"]),
    ("mailbox-full", &["mailbox|inbox|postfach|boîte|buzón|casilla|casella|quota|storage|ящик|邮箱|box|speicher|メールボックス|skrzynk|caixa|메일함|schránka|posta kutusu|postkasse|brevlåda|postafiók", "full|voll|空间不足|容量|초과|가득|dolu|fuld|plná|megtelt|pleine|llen|piena|over quota|over its|exceed|exhaust|überschritten|переполнен|已满|満|満杯|out of|vol|insufficient|overquota|pełn|cheia|limit|used up|too much mail"]),
    ("ip-reputation", &["your ip|client ip|sending ip", "filtered|register your"]),
    ("system-error", &["service|system|resource|server", "temporarily unavailable|temporarily not available|unavailable - try|unavailable, please try|unavailable, try"]),
    ("mailbox-full", &["not enough quota|no space left for|has no space|no room for|hold any more|message count limit|speicherplatz des empf"]),
    ("spam-content", &["spam filter|anti-spam|antispam|spam_suspect|spam suspect"]),
    ("recipient-restricted", &["user's reject list|user's block list|blocked by the user|recipient's block|by the user's|by recipient's"]),
    ("mailbox-disabled", &["mailbox|account|user|konto|cuenta|compte|address|recipient|postfach|аккаунт|账户|帐户|アカウント|skrzynk|boîte|mbox|\u{1}", "disabled|deactivated|inactive|suspend|suspendid|gesperrt|locked|account closed|mailbox closed|address closed|been closed|is closed|was closed|dormant|nieaktywn|deaktiviert|désactivé|abgeschaltet|not active|заблокирован|отключен|停用|frozen|terminated|inactiva|desactivad|stillgelegt|ruht"]),
    ("domain-reputation", &["top-level domain|top level domain|tld", REFUSED]),
    ("domain-reputation", &["domain|domäne|domaine|newly registered|absenderdomain|dominio", "reputation|bad domains|block list|blocklist|blacklist|newly registered|registered|sperrliste|uribl|surbl"]),
    ("blocklisted", &["block list|blocklist|block-list|blacklist|black list|blackhole|black hole|sperrliste|liste noire|lista negra|dnsbl|rbl|listed|denylist|чёрн|черн|黑名单|uceprotect|spamhaus|spamcop|sorbs|barracudacentral|czarn|lista nera|zwarte lijst|dns blocklist"]),
    ("ip-reputation", &["from your network|from your range|from your ip|whole range", "spam|banned|abuse"]),
    ("ip-reputation", &["this ip|your ip|your range|ip range", "was blocked|is blocked|has been blocked|banned"]),
    ("ip-reputation", &["residential|cloud hosting|hosting ranges|consumer line"]),
    ("spam-content", &["gtube|rspamd|unwanted advertising|looks suspicious|score of|high probability|spam|junk|uce|unsolicited|points|scored|спам|垃圾|スパム|bulk mail|spamverdacht|pourriel|spam-verdacht"]),
    ("ip-reputation", &["reputation|dictionary attack|directory harvest|invalid ip|complaints about|user complaints|dial-up|dialup|dynamic ip|well enough|volume slowly|your ip|network range|bad neighbo|untrusted host|suspicious host"]),
    ("relay-denied", &["relay|cannot deliver mail for|relaying|weiterleitung|carry mail|list of allowed hosts|gateway for|not local|strangers|not in charge of|outside of your network|not hosted here|a local domain|rcpthosts|not the mail server for|not handle mail|don't handle mail|outside addresses|third part|reenvío|relais"]),
    ("mailbox-disabled", &["mailbox|mbox|account is|recipient is|address is|postfach|buzón|boîte|casella|ящик|邮箱|skrzynk", "unavailable|not available"]),
    ("not-compliant", &["8-bit|mime structure|broken mime|invalid mime|no from line|no date line"]),
    ("not-compliant", &["without|missing|two|duplicate|multiple|more than one|no valid", "header|subject|message-id|date:|from:"]),
    ("content-rejected", &["html only|html-only|html messages|character set|charset", "not accept|refus|reject|not taken|not allowed"]),
    ("content-rejected", &["content|inhalt|contenu|contenido|subject|link|url|credit card|dlp|words|header|body|phish|text of|sensitive", "reject|refus|restrict|forbid|not permitted|not allowed|blocked|entspricht nicht|on our list|may not|not accepted|found|prohibit|denied|filter"]),
    ("not-compliant", &["not conform|not comply|bare cr|bare lf|bare line|rfc 5322|rfc5322|rfc 2822|rfc2822|rfc 822|malformed mime|line too long|lines too long|missing header|duplicate header|8bit|smtputf8|message-id|date header|from header|malformed header|non-ascii|null byte|header"]),
    ("recipient-restricted", &["members|mitglieder|miembros|membres|from inside|from outside|external sender|reject list|a este grupo|moderator|accepts mail|takes mail|takes no mail|this list|this group|mailing list|does not want|has blocked you|blocked by the recipient|authorized sender|internal use|only accept"]),
    ("sender-rejected", &["sender|expéditeur|remitente|absender|from address|mittente|отправител|发件人|\u{1} is", REFUSED]),
    ("dns-error", &["dns|name server|nameserver|mx lookup|resolver|name resolution|lookup", FAILS]),
    ("dns-error", &["name server|nameserver|dns", "not answer|no answer|not respond|no response|is down"]),
    ("domain-not-found", &["domain|domäne|domaine|dominio|домен|域名|domänen", "not exist|no such|not found|introuvable|no encontrad|non trovat|não encontrad|niet gevonden|nie istnieje|existiert nicht|n'existe pas|no existe|not registered|unknown|не существует|不存在|gibt es nicht|cannot be found|not resolve|unresolv"]),
    ("bad-address-syntax", &["syntax|written wrong|end with a dot|valid rfc|invalid rcpt|restricted characters|rfc-5321 address|malformed|cannot parse|formato|address format|format of the address|format invalid|invalid format|invalid character|two @|illegal character|ungültige adresse|badly formed|ill-formed"]),
    ("user-unknown", &["account has been deleted|mailbox has been deleted|account was deleted|mailbox was deleted|person has been removed|mailbox has been removed|account has been removed|non-working address"]),
    ("user-unknown", &[PERSON, NOT_THERE]),
    ("network-error", &["idle", "too long|timeout|closing"]),
    ("network-error", &["timeout waiting|timed out waiting|waiting for data"]),
    ("delivery-expired", &["expired|tage lang nicht|ha vencido|scaduto il tempo|expiré|expirado|истек|过期|giving up|gave up|given up|queue lifetime|too long|multiple retries|expiration|retry timeout|days of trying|undelivered after|cannot send message for|send message for past"]),
    ("network-error", &["tried all mx|answers on port|no route|firewall refus"]),
    ("network-error", &["connection|connect|verbindung|dial tcp|network|route|socket|connexion|conexión|соединени|i/o|econn|etimedout|host|read|write", "refused|timed out|timeout|reset|lost|unreachable|abgelehnt|closed|dropped|fail|unterbrochen|broken|no answer|etimedout|error|refusée|rechazada|zeitüberschreitung|never answered"]),
    ("system-error", &["internal error|software failure|software error|local error|temporary problem|temporary error|temporary delivery error|service unavailable|service not available|configuration|out of memory|maintenance|technical|crash|service unavailable|system error|server error|lookup failure|local problem|overload|too busy|try again later"]),
    ("protocol-error", &["command|protocol deviation|protocol violation|sequence|unrecognized|pipelin|helo|ehlo|syntax error|argument|bdat"]),
    ("policy", &["policy|policies|terms of use|terms of service|choose not|not today|access denied|zugriff verweigert|administrativ|prohibited|richtlinie|politique|política|not welcome|accès refusé|acceso denegado"]),
    ("policy", &[REFUSED]),
];

/// A hint taken apart.
type Stems = (&'static str, Vec<Vec<&'static str>>);

/// Stems with the cause that they hint at, taken apart once.
static STEMS: LazyLock<Vec<Stems>> = LazyLock::new(|| {
    let apart = |stems: &&'static str| stems.split('|').collect();
    let hint = |(cause, groups): &Hint| (*cause, groups.iter().map(apart).collect());
    HINTS.iter().map(hint).collect()
});

/// The cause that the words of a reply hint at; the words have their addresses and hosts masked and are in lower case.
pub(super) fn cause(words: &str) -> Option<&'static str> {
    if words.trim_matches([' ', '.', ';', '\n']) == "try again later" {
        // All that Rspamd says when it greylists.
        return Some("greylisted");
    }
    let pairs = Pairs::of(words.as_bytes());
    let begins = |stem: &&str| pairs.may_hold(stem.as_bytes()) && begins_a_word(words, stem);
    let fits = |groups: &[Vec<&str>]| groups.iter().all(|stems| stems.iter().any(begins));
    let found = STEMS.iter().find(|(_, groups)| fits(groups));
    found.map(|(cause, _)| *cause)
}

/// Whether a word, or for ideographs anything, begins with a stem.
fn begins_a_word(words: &str, stem: &str) -> bool {
    let own_border = stem
        .chars()
        .next()
        .is_some_and(|c| !c.is_alphanumeric() || c >= '\u{2e80}');
    let Some(&first) = stem.as_bytes().first() else {
        return false;
    };
    let begins = |at: &usize| words.as_bytes()[*at..].starts_with(stem.as_bytes());
    memchr::memchr_iter(first, words.as_bytes())
        .filter(begins)
        .any(|at| {
            own_border
                || !words[..at]
                    .chars()
                    .next_back()
                    .is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}')
        })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::user("user \u{1} unknown", Some("user-unknown"))]
    #[case::full("das postfach ist voll", Some("mailbox-full"))]
    #[case::moved("this address has changed, the new one is \u{1}", Some("user-moved"))]
    #[case::part_of_a_word("details of the thing", None)]
    #[case::ideographs("用户不存在", Some("user-unknown"))]
    fn words_hint_at_a_cause(#[case] words: &str, #[case] expected: Option<&str>) {
        assert_eq!(cause(words), expected);
    }
}
