import { explain } from './explained.ts'

/** What keeps https from being set up. */
export const tlsFailures = explain({
  'https-not-set-up': {
    title: 'https is not set up here',
    what: 'The gateway needs a certificate and its key for every site, in `certs/`, named after the host. The message tells for each what is missing or wrong. Nothing was started, and what runs goes on.',
    see: 'bin/campus setup-ssl --no-cert\nls certs',
    fix: '`make setup-ssl` makes certificates and has them trusted. [To bring your own](guides/own-certificates.md). See also [certificates](#certificates).',
    symptoms: ['make run-ssl says that https is not set up'],
  },
  'setup-ssl-as-root': {
    title: 'setup-ssl was started with sudo',
    what: "Trust belongs to a person: under sudo it would be root's browsers that trust, and root's mkcert that issues. Yours would warn as before.",
    see: 'id -un',
    fix: 'Run `make setup-ssl` without sudo. It asks for root where that is needed, after printing the command.',
  },
  'certificate-not-issued': {
    title: 'A certificate could not be issued',
    what: 'mkcert failed, or what the authority issued does not verify against it: its certificate and key do not belong together, it has expired, or it may not sign for this domain.',
    see: 'mkcert -CAROOT\nopenssl x509 -noout -subject -dates -in "$(mkcert -CAROOT)/rootCA.pem"',
    fix: "Start mkcert's authority anew: `mkcert -uninstall`, move the folder that `mkcert -CAROOT` names aside, `make setup-ssl`. Without mkcert, campus uses an authority of its own, for this domain only.",
  },
  'certificate-files': {
    title: 'A file of a certificate or of the authority is a folder, or may not be read',
    what: "Docker makes a folder where it is told to mount a file that is missing, and a command with sudo leaves files that are root's. Nothing is overwritten that may be somebody's.",
    see: 'ls -l certs',
    fix: 'Run the command that is printed, `sudo rmdir` or `sudo chown`, then `make setup-ssl` again.',
    symptoms: ['Permission denied on a file of the checkout'],
  },
  'own-certificate-unusable': {
    title: "Your own certificate can't be used",
    what: 'It was not issued by mkcert or campus, so it is yours and is never overwritten. The message tells what browsers or nginx would refuse: the host is not among the subject alternative names (`*.local.dev` will do, a common name will not), the key is another one or encrypted, it has expired, or is valid for more than 825 days.',
    see: 'bin/campus setup-ssl --no-cert\nopenssl x509 -noout -subject -issuer -dates -ext subjectAltName -in certs/richie.local.dev.pem',
    fix: 'The printed openssl commands make a right one of it; [the whole way](guides/own-certificates.md). Or move both files aside, as printed, and `make setup-ssl` makes a pair. See also [certificates](#certificates).',
    symptoms: ['A certificate warning: `ERR_CERT_COMMON_NAME_INVALID`, `SSL_ERROR_BAD_CERT_DOMAIN`'],
  },
  'trust-record-unreadable': {
    title: "The record of what was added to trust stores can't be read",
    what: '`setup-ssl --undo` takes away exactly what was added, from this record. It is not what campus wrote, so campus neither adds nor removes.',
    see: 'cat ~/.local/share/campus/trust.json',
    fix: 'Restore it from a backup. Or give up undoing what it held and begin a new one: `mv ~/.local/share/campus/trust.json ~/.local/share/campus/trust.json.broken`. [The stores](guides/trust.md).',
  },
})

/** What keeps the hosts file from being read or changed. */
export const hostsFailures = explain({
  'hosts-elsewhere': {
    title: 'The hosts file sends a name of a site to another machine',
    what: 'A line that is not of campus gives a name of a site an address that is not loopback. The first line of a name wins, so the block of campus could not fix it, and none is written.',
    see: "grep -n 'local.dev' /etc/hosts\ngetent hosts richie.local.dev",
    fix: 'Remove the line that is named, or the name from it. Or take other names: `domain`, or `host` of the site, in `environment.local.yaml`. See also `hosts-file`.',
    symptoms: ['The page does not load: the name is not found'],
  },
  'hosts-unreadable': {
    title: "The hosts file can't be read",
    what: 'It is a folder, a link that leads nowhere, or may not be read by you. Every program that looks up a name needs to read it.',
    see: 'ls -lL /etc/hosts',
    fix: 'An ordinary file that all may read is right: `sudo chmod 644 /etc/hosts`. Where `CAMPUS_HOSTS_FILE` names another file, look at that one.',
  },
  'hosts-block-broken': {
    title: 'The block of campus in the hosts file was edited',
    what: 'campus keeps its lines between two marks, `# >>> campus` and `# <<< campus`. A mark is missing or there twice, or a line of yours stands between them. Rather than guess, it changes nothing.',
    see: "grep -n -A6 'campus' /etc/hosts",
    fix: 'Move your own lines out of the block, or delete the broken marks with the lines of campus. Then the same command again. See also `hosts-file`.',
  },
  'hosts-busy': {
    title: 'The hosts file is changed by another program again and again',
    what: 'A VPN client, a container tool or an editor wrote the file each time between our reading and writing. Its changes were kept, ours were not made.',
    see: 'ls -lt /etc/hosts*',
    fix: 'Try again once the other program is done.',
  },
  'hosts-cut-short': {
    title: 'A change of the hosts file was cut short, and the file was changed since',
    what: 'campus was killed while it wrote, and kept what the file was and what it was to be, beside it. Another program has changed the file meanwhile, so it is not clear which text is right: nothing is touched.',
    see: 'ls -l /etc/hosts*',
    fix: 'Compare with the `diff` commands that are printed, make the file right, then remove the two copies with the printed `rm`.',
  },
})
