import { explain } from './explained.ts'

/** What keeps https from being set up. */
export const tlsFailures = explain({
  'https-not-set-up': {
    title: 'https is not set up here',
    what: 'The gateway needs a certificate and its key for every site, in `certs/`, named after the host. The message says what is missing or wrong for each. Nothing was started, and running services are not affected.',
    see: 'bin/campus setup-ssl --no-cert\nls certs',
    fix: '`make setup-ssl` makes the certificates and has them trusted. To use your own: [own certificates](guides/own-certificates.md). See also [certificates](#certificates).',
    symptoms: ['make run-ssl says that https is not set up'],
  },
  'setup-ssl-as-root': {
    title: 'setup-ssl was started with sudo',
    what: "Trust is set up per user. With sudo, root's browsers would trust the sites, and root's mkcert would issue the certificates; your own browsers would still warn.",
    see: 'id -un',
    fix: 'Run `make setup-ssl` without sudo. It asks for root access where it needs it, after printing the command.',
  },
  'certificate-not-issued': {
    title: 'A certificate could not be issued',
    what: "mkcert failed, or the issued certificate cannot be verified against its authority: the authority's certificate and key do not match, it has expired, or it may not sign for this domain.",
    see: 'mkcert -CAROOT\nopenssl x509 -noout -subject -dates -in "$(mkcert -CAROOT)/rootCA.pem"',
    fix: 'Start over with a new mkcert authority: `mkcert -uninstall`, move the folder that `mkcert -CAROOT` names aside, `make setup-ssl`. Without mkcert, campus uses its own authority, for this domain only.',
  },
  'certificate-files': {
    title: 'A certificate or authority file is a folder, or cannot be read',
    what: 'Docker creates a folder when a file to mount is missing, and a command run with sudo leaves files that belong to root. campus does not overwrite files that may be yours.',
    see: 'ls -l certs',
    fix: 'Run the printed command, `sudo rmdir` or `sudo chown`, then `make setup-ssl` again.',
    symptoms: ['Permission denied on a file of the checkout'],
  },
  'own-certificate-unusable': {
    title: "Your own certificate can't be used",
    what: 'It was not issued by mkcert or campus, so it is yours and is never overwritten. The message says what browsers or nginx would refuse: the host is not among the subject alternative names (`*.local.dev` is enough, a common name is not), the key does not match or is encrypted, the certificate has expired, or it is valid for more than 825 days.',
    see: 'bin/campus setup-ssl --no-cert\nopenssl x509 -noout -subject -issuer -dates -ext subjectAltName -in certs/richie.local.dev.pem',
    fix: 'Run the printed openssl commands; [all steps](guides/own-certificates.md). Or move both files aside, as printed, and let `make setup-ssl` make a pair. See also [certificates](#certificates).',
    symptoms: ['A certificate warning: `ERR_CERT_COMMON_NAME_INVALID`, `SSL_ERROR_BAD_CERT_DOMAIN`'],
  },
  'trust-record-unreadable': {
    title: "The record of what was added to trust stores can't be read",
    what: '`setup-ssl --undo` uses this record to remove exactly what was added. The file is not in the form that campus wrote, so campus neither adds nor removes anything.',
    see: 'cat ~/.local/share/campus/trust.json',
    fix: 'Restore it from a backup. Or start a new record, and undo the recorded changes by hand: `mv ~/.local/share/campus/trust.json ~/.local/share/campus/trust.json.broken`. [The stores](guides/trust.md).',
  },
})

/** What keeps the hosts file from being read or changed. */
export const hostsFailures = explain({
  'hosts-elsewhere': {
    title: "The hosts file points a site's name to another machine",
    what: "A line that campus did not write gives a site's name an address other than loopback. The first line for a name wins, so campus's block could not fix it, and none is written.",
    see: "grep -n 'local.dev' /etc/hosts\ngetent hosts richie.local.dev",
    fix: 'Remove the named line, or the name from it. Or use other names: `domain`, or `host` of the site, in `environment.local.yaml`. See also `hosts-file`.',
    symptoms: ['The page does not load: the name is not found'],
  },
  'hosts-unreadable': {
    title: "The hosts file can't be read",
    what: 'It is a folder, a broken link, or you have no permission to read it. Every program that looks up a name needs to read it.',
    see: 'ls -lL /etc/hosts',
    fix: 'It must be an ordinary file that everyone can read: `sudo chmod 644 /etc/hosts`. If `CAMPUS_HOSTS_FILE` names another file, check that one.',
  },
  'hosts-block-broken': {
    title: "campus's block in the hosts file was edited",
    what: 'campus keeps its lines between two markers, `# >>> campus` and `# <<< campus`. A marker is missing or duplicated, or one of your lines is between them. campus changes nothing rather than guess.',
    see: "grep -n -A6 'campus' /etc/hosts",
    fix: 'Move your own lines out of the block, or delete the broken markers with the lines of campus. Then run the same command again. See also `hosts-file`.',
  },
  'hosts-busy': {
    title: 'Another program keeps changing the hosts file',
    what: 'A VPN client, a container tool or an editor wrote the file each time campus had read it and was about to write. Its changes were kept; the changes of campus were not made.',
    see: 'ls -lt /etc/hosts*',
    fix: 'Run the command again once the other program is done, or stop that program first.',
  },
  'hosts-cut-short': {
    title: 'A change of the hosts file was interrupted, and the file has changed since',
    what: 'campus was killed while writing the file, and kept the old text and the new text beside it. Another program has changed the file since, so campus cannot tell which text is right and changes nothing.',
    see: 'ls -l /etc/hosts*',
    fix: 'Compare with the printed `diff` commands, correct the file, then remove the two copies with the printed `rm`.',
  },
})
