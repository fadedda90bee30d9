"""Compares the answers that openedx_scenario.py got with those of the real LMS: status, headers, body, volatile values masked.

    python3 openedx_compare.py ANSWERS_DIR [RECORDED.jsonl] [--show N]

Prints a line for each step that differs, then `equal E of T` a variant. Exit 0 where all are equal. Steps without a recorded answer are passed over."""
import json, pathlib, re, sys

HERE = pathlib.Path(__file__).parent
MASKS = [(re.compile(p), r) for p, r in (
    (r'((?:csrftoken|edx_csrf_token)=)[A-Za-z0-9<>]{6,}', r'\1<token>'), (r'((?:edx_session)=)[^;]{6,}', r'\1<session>'), (r'(edx-jwt-cookie-[a-z-]+=)[^;]{6,}', r'\1<jwt>'),
    (r'(edx-user-info=)[^;]{8,}', r'\1<info>'), (r'expires=[^;]+', 'expires=<date>'), (r'("anonymous_id": ?")[^"]+', r'\1<id>'), (r'("csrfToken": ?")[^"]+', r'\1<token>'), (r'("password": ?")[^"]{6,}', r'\1<password>'),
    (r'20(?:2[6-9]|3\d)-\d\d-\d\dT[0-9:.]+Z', '<now>'), (r'\b1[789]\d{8}(?:\.\d+)?\b', '<epoch>'), (r'("(?:user_id|id)": ?)\d+', r'\1<n>'), (r'(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} 20\d\d [0-9:]+ GMT', '<date>'),
    (r'("username_suggestions": ?)\[[^\]]*\]', r'\1[]'))]
IGNORED = {'server', 'date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'}


def mask(text):
    for pattern, to in MASKS:
        text = pattern.sub(to, text)
    return text


def headers(lines):
    """Header lines as a sorted list of (lower-case name, masked value); Vary and the access-control lists as sets."""
    out = []
    for line in lines:
        name, _, value = line.partition(':')
        name, value = name.strip().lower(), mask(value.strip())
        if name == 'vary' or name.startswith('access-control-allow-') or name == 'allow':
            value = ', '.join(sorted(x.strip().lower() for x in value.split(',')))
        if name == 'set-cookie':
            value = '; '.join(sorted(value.split('; '))) if '="";' not in value else value.split('=')[0] + ' deleted'
        if name not in IGNORED:
            out.append((name, value))
    return sorted(out)


def main():
    args = [a for a in sys.argv[1:] if not a.startswith('--')]
    folder = pathlib.Path(args[0]); recorded = pathlib.Path(args[1]) if len(args) > 1 else HERE / "openedx-teak-recorded.jsonl"
    equal, total = {}, {}
    for line in recorded.read_text().splitlines():
        step = json.loads(line); want = step['response']; variant = step['variant']
        if want is None:
            continue
        file = folder / f"{'' if variant == 'default' else variant + '-'}{step['step']:03d}-{step['name']}.txt"
        if variant != 'default' and not list(folder.glob(f'{variant}-*')):
            continue
        total[variant] = total.get(variant, 0) + 1
        label = f"{variant} {step['step']:03d} {step['name']}"
        if not file.exists():
            print(f'{label}: no answer'); continue
        head, _, body = file.read_text(errors='replace').partition('-' * 72 + '\n')[2].partition('\n\n')
        lines = head.splitlines(); status = int(lines[0].split(' ')[1]); got = headers(lines[1:]); need = headers(want['headers'])
        why = []
        if status != want['status']:
            why.append(f"status {status}, real {want['status']}")
        missing, extra = [h for h in need if h not in got], [h for h in got if h not in need]
        if missing or extra:
            why.append(f'headers: missing {missing}, extra {extra}')
        if want['body'] == '(HTML)':
            if not body.strip():
                why.append('empty body, real one is HTML')
        elif mask(body.rstrip('\n')) != mask(want['body']):
            why.append(f"body {mask(body.rstrip())[:160]!r}, real {mask(want['body'])[:160]!r}")
        if why:
            print(f'{label}: ' + '; '.join(why))
        else:
            equal[variant] = equal.get(variant, 0) + 1
    for variant in total:
        print(f'{variant}: equal {equal.get(variant, 0)} of {total[variant]}')
    sys.exit(0 if total and equal == total else 1)


main()
