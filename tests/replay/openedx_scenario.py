"""Asks an LMS the questions whose real answers are in openedx-teak-recorded.jsonl, and writes its answers, a file a step.

    LMS_ADDR=127.0.0.1:8000 OUT=/tmp/answers python3 openedx_scenario.py scenario           the main run (variant default)
    LMS_ADDR=127.0.0.1:8000 OUT=/tmp/answers VARIANT=untrusted python3 openedx_scenario.py variant   untrusted, allowall, mfe: same script, other settings of the LMS

The LMS is asked over plain http with X-Forwarded-Proto, so it stands where the gateway's upstream stands. It must be seeded with tests/lms-mock/testing/openedx-teak-seed.json, fresh
for each run. Standard library only."""
import json, os, re, socket, sys, time
from http.client import HTTPConnection
from urllib.parse import urlencode

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.environ['OUT']
ADDR = os.environ.get('LMS_ADDR', '127.0.0.1:8000').rsplit(':', 1)
PREFIX = os.environ.get('VARIANT', '') and os.environ['VARIANT'] + '-'
HOST = 'edx.local.dev:8073'
R = 'https://richie.local.dev:8070'
RREF = R + '/en/courses/x/'
COURSE = 'course-v1:edX+DemoX+Demo_Course'
UA = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
n = 0
index = []


class Jar(dict):
    """One browser: name -> value; deleted on Max-Age=0 or an expiry in 1970."""
    def take(self, set_cookies):
        for sc in set_cookies:
            name, rest = sc.split('=', 1)
            value = rest.split(';', 1)[0]
            if re.search(r'max-age=0\b', rest, re.I) or '01 Jan 1970' in rest:
                self.pop(name, None)
            else:
                self[name] = value


def cut(rb):
    """Bodies of the API whole; web pages and docstrings (the platform's text) only their beginning and what names a target."""
    if len(rb) > 600 and (rb.lstrip()[:1] == b'<' or b'"description":"**Use' in rb):
        keep = [x.strip()[:200] for x in rb.split(b'\n') if re.search(rb'evil|redirect_url|window.location|data-redirect|richie/|_next', x)]
        return rb.strip()[:160] + b'\n[... page of %d bytes, cut ...]\n' % len(rb) + b'\n'.join(keep[:6])
    return rb if len(rb) < 6000 else rb[:2000] + b'\n[... %d bytes in all, cut here ...]\n' % len(rb)


def call(name, method, path, jar=None, headers=None, body=None, secure=True, host=HOST, html=False, cookies=None, accept='*/*'):
    """Sends one request, writes recorded/NNN-name.txt, returns (status, headers list, body bytes)."""
    global n
    n += 1
    h = [('Host', host), ('User-Agent', UA), ('Accept', accept), ('Accept-Language', 'en')]
    if secure:
        h.append(('X-Forwarded-Proto', 'https'))
    cookies = dict(jar or {}) if cookies is None else cookies
    if cookies:
        h.append(('Cookie', '; '.join(f'{k}={v}' for k, v in cookies.items())))
    for k, v in (headers or {}).items():
        h = [x for x in h if x[0].lower() != k.lower()]
        if v is not None:
            h.append((k, v))
    if isinstance(body, (dict, list)):
        body = json.dumps(body, separators=(',', ':'))
        if not any(k.lower() == 'content-type' for k, _ in h):
            h.append(('Content-Type', 'application/json'))
    data = body.encode() if isinstance(body, str) else body
    if data is not None or method in ('POST', 'PUT', 'PATCH'):
        h.append(('Content-Length', str(len(data or b''))))
    s = socket.create_connection((ADDR[0], int(ADDR[1])), timeout=120)
    s.sendall(f'{method} {path} HTTP/1.1\r\n'.encode() + b''.join(f'{k}: {v}\r\n'.encode() for k, v in h) + b'Connection: close\r\n\r\n' + (data or b''))
    raw = b''
    while True:
        b = s.recv(65536)
        if not b:
            break
        raw += b
    s.close()
    head, _, rb = raw.partition(b'\r\n\r\n')
    lines = head.decode('latin1').split('\r\n')
    rh = [tuple(x.split(': ', 1)) if ': ' in x else (x.rstrip(':'), '') for x in lines[1:]]
    if any(k.lower() == 'transfer-encoding' for k, _ in rh):
        out = b''
        while rb:
            size, _, rb = rb.partition(b'\r\n')
            ln = int(size, 16)
            out, rb = out + rb[:ln], rb[ln + 2:]
            if not ln:
                break
        rb = out
    status = int(lines[0].split()[1])
    if jar is not None:
        jar.take([v for k, v in rh if k.lower() == 'set-cookie'])
    f = f'{PREFIX}{n:03d}-{name}.txt'
    sent = '\n'.join(f'> {k}: {v if k != "Cookie" else "; ".join(c + "=" + v2[:40] for c, v2 in cookies.items())}' for k, v in h)
    shown = cut(rb)
    with open(os.path.join(OUT, f), 'wb') as o:
        o.write(f'> {method} {path} HTTP/1.1\n{sent}\n'.encode() + (b'>\n> ' + data + b'\n' if data else b'') + b'-' * 72 + b'\n'
                + '\n'.join(lines).encode() + b'\n\n' + shown + b'\n')
    ct = dict((k.lower(), v) for k, v in rh).get('content-type', '-')
    ck = ','.join(v.split('=')[0] for k, v in rh if k.lower() == 'set-cookie')
    loc = dict((k.lower(), v) for k, v in rh).get('location', '')
    line = f'{f[:-4]:58} {status} {ct:26} {len(rb):6} {"-> " + loc if loc else ""} {"[" + ck + "]" if ck else ""} {rb[:150].decode("utf8", "replace") if "html" not in ct else ""}'
    line = re.sub(r'\s+', ' ', line[60:]).join([line[:60], ''])
    print(line, flush=True)
    index.append(line)
    return status, rh, rb


def login(jar, mail, pw, name=None, path='/api/user/v1/account/login_session/', field='email'):
    call(f'{name or "login"}-form', 'GET', path, jar)
    return call(name or 'login', 'POST', path, jar, {'X-CSRFToken': jar.get('csrftoken', ''), 'Referer': f'https://{HOST}/login',
                'Origin': f'https://{HOST}', 'Content-Type': 'application/x-www-form-urlencoded'}, urlencode({field: mail, 'password': pw}))


def richie(jar=None, **kw):
    """Headers a Richie page sends to the LMS."""
    h = {'Origin': R, 'Referer': RREF}
    if kw.get('post'):
        h['X-CSRFTOKEN'] = (jar or {}).get('edx_csrf_token', '')
        h['Content-Type'] = 'application/json'
    return h


def enrol(name, jar, body, headers=None, **kw):
    h = richie(jar, post=True)
    h.update(headers or {})
    return call(name, 'POST', '/api/enrollment/v1/enrollment', jar, h, body, **kw)


def c(run):
    return f'course-v1:edX+DemoX+{run}'


E1 = '/api/enrollment/v1/enrollment'
LS1, LS2 = '/api/user/v1/account/login_session/', '/api/user/v2/account/login_session/'


def scenario():
    an = Jar()
    call('heartbeat', 'GET', '/heartbeat')
    call('heartbeat-extended', 'GET', '/heartbeat?extended')
    # -- anonymous
    call('me-anonymous', 'GET', '/api/user/v1/me', an, richie())
    call('me-anonymous-no-origin', 'GET', '/api/user/v1/me', an)
    call('me-anonymous-foreign-origin', 'GET', '/api/user/v1/me', an, {'Origin': 'https://evil.example', 'Referer': 'https://evil.example/'})
    call('me-slash', 'GET', '/api/user/v1/me/', an, richie())
    call('me-post', 'POST', '/api/user/v1/me', an, richie(), '')
    call('me-garbage-jwt', 'GET', '/api/user/v1/me', an, {**richie(), 'Authorization': 'JWT abc'})
    call('me-garbage-bearer', 'GET', '/api/user/v1/me', an, {**richie(), 'Authorization': 'Bearer abc'})
    call('enrollment-anonymous', 'GET', f'{E1}/edx,{COURSE}', an, richie())
    call('enrollment-own-anonymous', 'GET', f'{E1}/{COURSE}', an, richie())
    call('enrollment-list-anonymous', 'GET', E1, an, richie())
    call('enrollment-post-anonymous', 'POST', E1, an, {**richie(), 'X-CSRFTOKEN': ''}, {'course_details': {'course_id': COURSE}})
    call('course-details-anonymous', 'GET', f'/api/enrollment/v1/course/{COURSE}', an, richie())
    call('course-details-unknown', 'GET', f'/api/enrollment/v1/course/{c("Nope")}', an, richie())
    call('course-details-bad-id', 'GET', '/api/enrollment/v1/course/nope', an, richie())
    call('course-details-dated', 'GET', f'/api/enrollment/v1/course/{c("Dated")}', an, richie())
    call('course-details-modes', 'GET', f'/api/enrollment/v1/course/{c("Modes")}', an, richie())
    call('course-details-expired', 'GET', f'/api/enrollment/v1/course/{c("Expired")}', an, richie())
    call('course-details-include-expired', 'GET', f'/api/enrollment/v1/course/{c("Expired")}?include_expired=0', an, richie())
    call('accounts-anonymous', 'GET', '/api/user/v1/accounts/edx', an, richie())
    call('preferences-anonymous', 'GET', '/api/user/v1/preferences/edx', an, richie())
    call('mobile-my-user-info-anonymous', 'GET', '/api/mobile/v0.5/my_user_info', an, richie())
    call('fonzie-me-not-installed', 'GET', '/api/v1.0/user/me', an, richie())
    # -- pages
    for page in ('login', 'register'):
        call(f'{page}-page', 'GET', f'/{page}?next=richie/en/courses/x/', Jar(), accept='text/html,application/xhtml+xml,*/*;q=0.8')
    call('login-page-no-next', 'GET', '/login', Jar(), accept='text/html')
    call('login-slash', 'GET', '/login/', Jar(), accept='text/html')
    call('login-page-post', 'POST', '/login', Jar(), body='')
    call('dashboard-anonymous', 'GET', '/dashboard', Jar(), accept='text/html')
    call('root-anonymous', 'GET', '/', Jar(), accept='text/html')
    call('unknown-page', 'GET', '/nope', Jar(), accept='text/html')
    call('richie-path-on-lms', 'GET', '/richie/en/courses/x/', Jar(), accept='text/html')
    # -- login failures
    j = Jar()
    call('login-session-form-v1', 'GET', LS1, j)
    call('login-session-form-v2', 'GET', LS2, Jar())
    form = {'Content-Type': 'application/x-www-form-urlencoded', 'Referer': f'https://{HOST}/login', 'Origin': f'https://{HOST}'}
    tok = {**form, 'X-CSRFToken': j['csrftoken']}
    good = urlencode({'email': 'edx@example.com', 'password': 'edx'})
    for nm, p in (('v1', LS1), ('v2', LS2), ('ajax', '/login_ajax')):
        idf = 'email_or_username' if nm == 'v2' else 'email'
        call(f'login-{nm}-no-csrf-cookie', 'POST', p, Jar(), form, good)
        call(f'login-{nm}-no-csrf-header', 'POST', p, Jar(j), form, good)
        call(f'login-{nm}-wrong-csrf-header', 'POST', p, Jar(j), {**form, 'X-CSRFToken': 'x' * 64}, good)
        call(f'login-{nm}-no-referer', 'POST', p, Jar(j), {'Content-Type': form['Content-Type'], 'X-CSRFToken': j['csrftoken']}, good)
        call(f'login-{nm}-foreign-origin', 'POST', p, Jar(j), {**tok, 'Origin': 'https://evil.example', 'Referer': 'https://evil.example/'}, good)
        call(f'login-{nm}-wrong-password', 'POST', p, Jar(j), tok, urlencode({idf: 'edx@example.com', 'password': 'nope'}))
        call(f'login-{nm}-unknown-email', 'POST', p, Jar(j), tok, urlencode({idf: 'nobody@example.com', 'password': 'nope'}))
        call(f'login-{nm}-username-as-id', 'POST', p, Jar(j), tok, urlencode({idf: 'edx', 'password': 'edx'}))
        call(f'login-{nm}-no-password', 'POST', p, Jar(j), tok, urlencode({idf: 'edx@example.com'}))
        call(f'login-{nm}-empty', 'POST', p, Jar(j), tok, '')
        call(f'login-{nm}-json-body', 'POST', p, Jar(j), {**tok, 'Content-Type': 'application/json'}, json.dumps({idf: 'edx@example.com', 'password': 'edx'}))
        call(f'login-{nm}-inactive', 'POST', p, Jar(j), tok, urlencode({idf: 'sleepy@example.com', 'password': 'sleepy'}))
        call(f'login-{nm}-ok', 'POST', p, Jar(j), tok, urlencode({idf: 'edx@example.com', 'password': 'edx'}))
        call(f'login-{nm}-put', 'PUT', p, Jar(j), tok, good)
    call('login-ajax-get', 'GET', '/login_ajax', Jar())
    call('login-v1-no-slash', 'POST', LS1[:-1], Jar(j), tok, good)
    # -- the learner edx
    edx = Jar()
    login(edx, 'edx@example.com', 'edx', 'edx-login')
    before = edx.get('csrftoken')
    call('me', 'GET', '/api/user/v1/me', edx, richie())
    call('me-foreign-origin', 'GET', '/api/user/v1/me', edx, {'Origin': 'https://evil.example', 'Referer': 'https://evil.example/'})
    call('me-session-cookie-only', 'GET', '/api/user/v1/me', None, richie(), cookies={'edx_session': edx['edx_session']})
    call('me-broken-session', 'GET', '/api/user/v1/me', None, richie(), cookies={'edx_session': edx['edx_session'][:-4] + 'AAAA'})
    call('me-put', 'PUT', '/api/user/v1/me', edx, {**richie(), 'X-CSRFTOKEN': edx['csrftoken']}, {})
    call('mobile-users-edx', 'GET', '/api/mobile/v0.5/users/edx', edx, richie())
    call('mobile-users-other', 'GET', '/api/mobile/v0.5/users/other', edx, richie())
    call('accounts-own', 'GET', '/api/user/v1/accounts/edx', edx, richie())
    call('accounts-other', 'GET', '/api/user/v1/accounts/other', edx, richie())
    call('accounts-unknown', 'GET', '/api/user/v1/accounts/nobody', edx, richie())
    call('accounts-slash', 'GET', '/api/user/v1/accounts/edx/', edx, richie())
    call('preferences-own', 'GET', '/api/user/v1/preferences/edx', edx, richie())
    call('preferences-other', 'GET', '/api/user/v1/preferences/other', edx, richie())
    pt = {**richie(), 'X-CSRFTOKEN': edx['csrftoken']}
    call('accounts-patch', 'PATCH', '/api/user/v1/accounts/edx', edx, {**pt, 'Content-Type': 'application/merge-patch+json'}, '{"name":"Eddy Exx"}')
    call('accounts-patch-json', 'PATCH', '/api/user/v1/accounts/edx', edx, {**pt, 'Content-Type': 'application/json'}, '{"name":"Eddy"}')
    call('accounts-patch-read-only', 'PATCH', '/api/user/v1/accounts/edx', edx, {**pt, 'Content-Type': 'application/merge-patch+json'}, '{"username":"z"}')
    call('accounts-patch-invalid', 'PATCH', '/api/user/v1/accounts/edx', edx, {**pt, 'Content-Type': 'application/merge-patch+json'}, '{"gender":"zz"}')
    call('accounts-patch-other', 'PATCH', '/api/user/v1/accounts/other', edx, {**pt, 'Content-Type': 'application/merge-patch+json'}, '{"name":"z"}')
    # -- enrollment, reads first (they set the CSRF cookie)
    call('enrollment-not-enrolled', 'GET', f'{E1}/edx,{COURSE}', edx, richie())
    print('   csrftoken at login', before, 'now', edx.get('csrftoken'), 'edx_csrf_token', edx.get('edx_csrf_token'))
    call('enrollment-not-enrolled-no-referer', 'GET', f'{E1}/edx,{COURSE}', edx, {'Origin': R})
    call('enrollment-not-enrolled-origin-only-referer', 'GET', f'{E1}/edx,{COURSE}', edx, {'Origin': R, 'Referer': R + '/'})
    call('enrollment-not-enrolled-no-origin', 'GET', f'{E1}/edx,{COURSE}', edx, {'Referer': RREF})
    call('enrollment-foreign-referer', 'GET', f'{E1}/edx,{COURSE}', edx, {'Origin': 'https://evil.example', 'Referer': 'https://evil.example/x'})
    call('enrollment-http-referer', 'GET', f'{E1}/edx,{COURSE}', edx, {'Origin': R, 'Referer': 'http://richie.local.dev:8070/x'})
    call('enrollment-insecure', 'GET', f'{E1}/edx,{COURSE}', edx, richie(), secure=False)
    call('enrollment-encoded-plus', 'GET', f'{E1}/edx,course-v1%3AedX%2BDemoX%2BDemo_Course', edx, richie())
    call('enrollment-own-no-user', 'GET', f'{E1}/{COURSE}', edx, richie())
    call('enrollment-trailing-slash', 'GET', f'{E1}/edx,{COURSE}/', edx, richie())
    call('enrollment-list-trailing-slash', 'GET', f'{E1}/', edx, richie())
    call('enrollment-bad-course-id', 'GET', f'{E1}/edx,nope', edx, richie())
    call('enrollment-null-course-id', 'GET', f'{E1}/edx,null', edx, richie())
    call('enrollment-unknown-course', 'GET', f'{E1}/edx,{c("Nope")}', edx, richie())
    call('enrollment-other-user', 'GET', f'{E1}/other,{COURSE}', edx, richie())
    call('enrollment-own-name-wrong-case', 'GET', f'{E1}/EDX,{COURSE}', edx, richie())
    call('enrollment-accept-html', 'GET', f'{E1}/edx,{COURSE}', edx, richie(), accept='text/html')
    call('enrollment-accept-json', 'GET', f'{E1}/edx,{COURSE}', edx, richie(), accept='application/json')
    call('enrollment-format-json', 'GET', f'{E1}/edx,{COURSE}?format=json', edx, richie())
    call('enrollment-list-empty', 'GET', E1, edx, richie())
    call('enrollment-list-of-other', 'GET', f'{E1}?user=other', edx, richie())
    call('enrollment-head', 'HEAD', f'{E1}/edx,{COURSE}', edx, richie())
    call('enrollment-one-post', 'POST', f'{E1}/edx,{COURSE}', edx, richie(edx, post=True), {})
    call('enrollment-put', 'PUT', E1, edx, richie(edx, post=True), {})
    call('enrollment-delete', 'DELETE', E1, edx, richie(edx, post=True))
    call('enrollment-options-plain', 'OPTIONS', E1, edx, richie())
    # -- preflight
    pf = {'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type,x-csrftoken'}
    call('preflight-allowed', 'OPTIONS', E1, None, {**richie(), **pf})
    call('preflight-foreign', 'OPTIONS', E1, None, {'Origin': 'https://evil.example', 'Referer': 'https://evil.example/', **pf})
    call('preflight-wrong-port', 'OPTIONS', E1, None, {'Origin': 'https://richie.local.dev:8071', **pf})
    call('preflight-http-origin', 'OPTIONS', E1, None, {'Origin': 'http://richie.local.dev:8070', **pf})
    call('preflight-no-origin', 'OPTIONS', E1, None, pf)
    call('preflight-unknown-path', 'OPTIONS', '/nope', None, {**richie(), **pf})
    call('preflight-me', 'OPTIONS', '/api/user/v1/me', None, {**richie(), **pf})
    call('preflight-login-page', 'OPTIONS', '/login', None, {**richie(), **pf})
    call('preflight-origin-null', 'OPTIONS', E1, None, {'Origin': 'null', **pf})
    # -- CSRF on the enrollment POST; each of these fails or is on a course of its own
    body = {'user': 'edx', 'course_details': {'course_id': COURSE}}
    full = dict(edx)
    nojwt = {k: v for k, v in full.items() if 'jwt' not in k}
    ev = {'Origin': 'https://evil.example', 'Referer': 'https://evil.example/x'}
    no = {'Origin': None, 'Referer': None}
    for p, ck, run in (('csrf-', nojwt, 'CsrfA'), ('csrf-jwt-', full, 'CsrfB')):
        b2 = {'user': 'edx', 'course_details': {'course_id': c(run)}}

        def post(name, headers=None, cookies=ck, **kw):
            enrol(p + name, edx, b2, headers, cookies=cookies, **kw)
        without = {k: v for k, v in ck.items() if k != 'csrftoken'}
        post('no-csrftoken-cookie', None, without)
        post('neither-cookie', None, {k: v for k, v in without.items() if k != 'edx_csrf_token'})
        post('no-header', {'X-CSRFTOKEN': None})
        post('empty-header', {'X-CSRFTOKEN': ''})
        post('wrong-header-32', {'X-CSRFTOKEN': 'a' * 32})
        post('wrong-header-64', {'X-CSRFTOKEN': 'a' * 64})
        post('wrong-length-header', {'X-CSRFTOKEN': 'abc'})
        post('bad-characters-header', {'X-CSRFTOKEN': '!' * 32})
        post('wrong-length-cookie', None, {**ck, 'csrftoken': 'abc'})
        post('no-header-no-origin-no-referer', {'X-CSRFTOKEN': None, **no})
        post('foreign-origin-allowed-referer', {'Origin': 'https://evil.example'})
        post('both-foreign', ev)
        post('foreign-referer-no-origin', {'Origin': None, 'Referer': 'https://evil.example/x'})
        post('no-origin-no-referer', no)
        post('no-origin-http-referer', {'Origin': None, 'Referer': 'http://richie.local.dev:8070/x'})
        post('no-origin-malformed-referer', {'Origin': None, 'Referer': 'abc'})
        post('origin-null', {'Origin': 'null'})
        post('origin-null-no-referer', {'Origin': 'null', 'Referer': None})
        post('wrong-port-origin', {'Origin': 'https://richie.local.dev:8071', 'Referer': 'https://richie.local.dev:8071/x'})
        post('insecure-both-foreign', ev, secure=False)
        post('insecure-wrong-header', {'X-CSRFTOKEN': 'a' * 32}, secure=False)
        call(p + 'enrollment-untouched', 'GET', f'{E1}/edx,{c(run)}', None, richie(), cookies=ck)
        post('foreign-referer-allowed-origin', {'Referer': 'https://evil.example/x'})
        post('no-referer-allowed-origin', {'Referer': None})
        post('allowed-referer-no-origin', {'Origin': None})
        post('own-origin', {'Origin': f'https://{HOST}', 'Referer': f'https://{HOST}/x'})
        post('insecure-no-origin-no-referer', no, secure=False)
        post('insecure-http-origin', {'Origin': 'http://richie.local.dev:8070', 'Referer': 'http://richie.local.dev:8070/'}, secure=False)
    call('me-garbage-session', 'GET', '/api/user/v1/me', None, richie(), cookies={'edx_session': 'garbage'})
    call('me-unknown-session-32', 'GET', '/api/user/v1/me', None, richie(), cookies={'edx_session': 'a' * 32})
    call('me-empty-session', 'GET', '/api/user/v1/me', None, richie(), cookies={'edx_session': ''})
    call('enrollment-garbage-session', 'GET', f'{E1}/edx,{COURSE}', None, richie(), cookies={'edx_session': 'garbage'})
    call('me-garbage-session-html', 'GET', '/api/user/v1/me', None, {**richie(), 'Accept': 'text/html'}, cookies={'edx_session': 'garbage'})
    call('login-page-garbage-session', 'GET', '/login', None, {'Accept': 'text/html'}, cookies={'edx_session': 'garbage'})
    call('me-garbage-jwt-cookies', 'GET', '/api/user/v1/me', None, richie(), cookies={**nojwt, 'edx-jwt-cookie-header-payload': 'a.b', 'edx-jwt-cookie-signature': 'c'})
    call('me-use-jwt-cookie-header-without-cookie', 'GET', '/api/user/v1/me', None, {**richie(), 'USE-JWT-COOKIE': 'true'}, cookies=nojwt)
    enrol('session-only-malformed-json', edx, '{"user":', cookies=nojwt)
    enrol('session-only-text-plain', edx, 'x', {'Content-Type': 'text/plain'}, cookies=nojwt)
    enrol('session-only-empty-body', edx, '', cookies=nojwt)
    enrol('session-only-array', edx, '[]', cookies=nojwt)
    jwt_only = {k: v for k, v in full.items() if k != 'edx_session'}
    call('me-jwt-cookies-only', 'GET', '/api/user/v1/me', None, richie(), cookies=jwt_only)
    enrol('csrf-jwt-only-no-header', edx, body, {'X-CSRFTOKEN': None}, cookies=jwt_only)
    enrol('csrf-jwt-only-both-foreign', edx, body, ev, cookies=jwt_only)
    call('enrollment-still-not-enrolled', 'GET', f'{E1}/edx,{COURSE}', edx, richie())
    # -- POST errors
    enrol('post-no-course-details', edx, {'user': 'edx'})
    enrol('post-empty-object', edx, {})
    enrol('post-no-course-id', edx, {'user': 'edx', 'course_details': {}})
    enrol('post-null-course-id', edx, {'user': 'edx', 'course_details': {'course_id': None}})
    enrol('post-course-details-null', edx, {'user': 'edx', 'course_details': None})
    enrol('post-bad-course-id', edx, {'user': 'edx', 'course_details': {'course_id': 'nope'}})
    enrol('post-malformed-json', edx, '{"user":')
    enrol('post-array', edx, '[]')
    enrol('post-text-plain', edx, 'x', {'Content-Type': 'text/plain'})
    enrol('post-form-encoded', edx, 'user=edx', {'Content-Type': 'application/x-www-form-urlencoded'})
    enrol('post-empty-body', edx, '')
    enrol('post-trailing-slash', edx, body) if False else call('post-trailing-slash', 'POST', E1 + '/', edx, richie(edx, post=True), body)
    enrol('post-other-user', edx, {'user': 'other', 'course_details': {'course_id': COURSE}})
    enrol('post-unknown-user', edx, {'user': 'nobody', 'course_details': {'course_id': COURSE}})
    enrol('post-own-name-wrong-case', edx, {'user': 'EDX', 'course_details': {'course_id': COURSE}})
    enrol('post-unknown-course', edx, {'user': 'edx', 'course_details': {'course_id': c('Nope')}})
    enrol('post-mode-verified', edx, {'user': 'edx', 'mode': 'verified', 'course_details': {'course_id': c('Modes')}})
    enrol('post-mode-honor-not-offered', edx, {'user': 'edx', 'mode': 'honor', 'course_details': {'course_id': COURSE}})
    enrol('post-mode-nonsense', edx, {'user': 'edx', 'mode': 'nonsense', 'course_details': {'course_id': COURSE}})
    enrol('post-verified-only-course', edx, {'user': 'edx', 'course_details': {'course_id': c('VerifiedOnly')}})
    enrol('post-is-active-x', edx, {'user': 'edx', 'is_active': 'x', 'course_details': {'course_id': COURSE}})
    enrol('post-is-active-1', edx, {'user': 'edx', 'is_active': 1, 'course_details': {'course_id': COURSE}})
    enrol('post-is-active-string-true', edx, {'user': 'edx', 'is_active': 'true', 'course_details': {'course_id': COURSE}})
    for run in ('Closed', 'NotYet', 'Invite', 'Full', 'StaffOnly'):
        enrol(f'post-{run.lower()}', edx, {'user': 'edx', 'course_details': {'course_id': c(run)}})
    # -- POST successes
    enrol('post-created', edx, body)
    call('enrollment-enrolled', 'GET', f'{E1}/edx,{COURSE}', edx, richie())
    call('enrollment-own-enrolled', 'GET', f'{E1}/{COURSE}', edx, richie())
    enrol('post-twice', edx, body)
    enrol('post-twice-honor-not-offered', edx, {**body, 'mode': 'honor'})
    enrol('post-is-active-false-when-active', edx, {**body, 'is_active': False})
    call('enrollment-after-false', 'GET', f'{E1}/edx,{COURSE}', edx, richie())
    enrol('post-no-user', edx, {'course_details': {'course_id': c('Archived')}})
    enrol('post-upcoming', edx, {'user': 'edx', 'course_details': {'course_id': c('Upcoming')}})
    enrol('post-honor-only-course', edx, {'user': 'edx', 'course_details': {'course_id': c('HonorOnly')}})
    enrol('post-is-active-false-not-enrolled', edx, {'user': 'edx', 'is_active': False, 'course_details': {'course_id': c('Dated')}})
    call('enrollment-inactive', 'GET', f'{E1}/edx,{c("Dated")}', edx, richie())
    enrol('post-reactivate', edx, {'user': 'edx', 'course_details': {'course_id': c('Dated')}})
    enrol('post-modes-default', edx, {'user': 'edx', 'course_details': {'course_id': c('Modes')}})
    enrol('post-modes-honor-after-audit', edx, {'user': 'edx', 'mode': 'honor', 'course_details': {'course_id': c('Modes')}})
    enrol('post-expired-verified-by-learner', edx, {'user': 'edx', 'mode': 'verified', 'course_details': {'course_id': c('Expired')}})
    enrol('post-with-attributes', edx, {'user': 'edx', 'email_opt_in': True, 'enrollment_attributes': [], 'course_details': {'course_id': c('WillClose')}})
    call('enrollment-list', 'GET', E1, edx, richie())
    call('enrollment-list-own-name', 'GET', f'{E1}?user=edx', edx, richie())
    call('enrollment-extra-query', 'GET', f'{E1}/edx,{COURSE}?x=1', edx, richie())
    # -- insecure POST
    enrol('post-insecure-twice', edx, body, secure=False)
    enrol('post-insecure-no-origin', edx, body, {'Origin': None, 'Referer': None}, secure=False)
    # -- server to server
    key = {'X-Edx-Api-Key': 'FakeEdXAPIKey'}
    call('key-wrong', 'GET', f'{E1}/edx,{COURSE}', None, {'X-Edx-Api-Key': 'nope'})
    call('key-get', 'GET', f'{E1}/edx,{COURSE}', None, key)
    call('key-list-no-user', 'GET', E1, None, key)
    call('key-list-user', 'GET', f'{E1}?user=edx', None, key)
    call('key-list-unknown-user', 'GET', f'{E1}?user=nobody', None, key)
    call('key-get-unknown-user', 'GET', f'{E1}/nobody,{COURSE}', None, key)
    P = lambda nm, b, **h: call(nm, 'POST', E1, None, {**key, **h}, b)
    P('key-post-unknown-user', {'user': 'nobody', 'course_details': {'course_id': COURSE}})
    P('key-post-no-user', {'course_details': {'course_id': COURSE}})
    P('key-post-email', {'email': 'fresh@example.com', 'course_details': {'course_id': c('Archived')}})
    P('key-post-unknown-email', {'email': 'nobody@example.com', 'course_details': {'course_id': COURSE}})
    P('key-post-created', {'user': 'fresh', 'course_details': {'course_id': COURSE}})
    P('key-post-closed', {'user': 'fresh', 'course_details': {'course_id': c('Closed')}})
    P('key-post-deactivate', {'user': 'fresh', 'is_active': False, 'course_details': {'course_id': COURSE}})
    P('key-post-deactivate-wrong-mode', {'user': 'edx', 'is_active': False, 'mode': 'verified', 'course_details': {'course_id': c('Modes')}})
    P('key-post-change-mode', {'user': 'edx', 'mode': 'verified', 'course_details': {'course_id': c('Modes')}})
    P('key-post-mode-not-offered', {'user': 'fresh', 'mode': 'verified', 'course_details': {'course_id': c('WillClose')}})
    P('key-post-mode-expired', {'user': 'fresh', 'mode': 'verified', 'course_details': {'course_id': c('Expired')}})
    P('key-post-unknown-course', {'user': 'fresh', 'course_details': {'course_id': c('Nope')}})
    # -- staff
    st = Jar()
    login(st, 'staff@example.com', 'staff', 'staff-login')
    call('staff-enrollment-of-edx', 'GET', f'{E1}/edx,{COURSE}', st, richie())
    call('staff-list-of-edx', 'GET', f'{E1}?user=edx', st, richie())
    call('staff-enrollments-paged', 'GET', '/api/enrollment/v1/enrollments?username=edx&page_size=1', st, richie())
    enrol('staff-post-for-fresh', st, {'user': 'fresh', 'course_details': {'course_id': c('Upcoming')}})
    enrol('staff-post-unknown-user', st, {'user': 'nobody', 'course_details': {'course_id': COURSE}})
    enrol('staff-post-closed-self', st, {'user': 'staff', 'course_details': {'course_id': c('Closed')}})
    enrol('staff-post-closed-for-fresh', st, {'user': 'fresh', 'course_details': {'course_id': c('Closed')}})
    enrol('staff-post-invite-self', st, {'user': 'staff', 'course_details': {'course_id': c('Invite')}})
    enrol('staff-deactivate-fresh', st, {'user': 'fresh', 'is_active': False, 'course_details': {'course_id': c('Upcoming')}})
    call('staff-account-unknown', 'GET', '/api/user/v1/accounts/nobody', st, richie())
    call('staff-account-of-edx', 'GET', '/api/user/v1/accounts/edx', st, richie())
    call('learner-enrollments-paged', 'GET', '/api/enrollment/v1/enrollments', edx, richie())
    call('anonymous-enrollments-paged', 'GET', '/api/enrollment/v1/enrollments', Jar(), richie())
    call('learner-roles', 'GET', '/api/enrollment/v1/roles/', edx, richie())
    call('anonymous-unenroll', 'POST', '/api/enrollment/v1/unenroll/', Jar(), richie(), {'username': 'edx'})
    call('learner-enrollment-allowed', 'GET', '/api/enrollment/v1/enrollment_allowed/', edx, richie())
    call('change-enrollment-unenroll', 'POST', '/change_enrollment', edx, {'X-CSRFToken': edx['csrftoken'], 'Origin': f'https://{HOST}', 'Referer': f'https://{HOST}/dashboard', 'Content-Type': 'application/x-www-form-urlencoded'}, urlencode({'course_id': c('Upcoming'), 'enrollment_action': 'unenroll'}))
    call('enrollment-after-unenroll', 'GET', f'{E1}/edx,{c("Upcoming")}', edx, richie())
    # -- the Dogwood route kills the caller's own session (user_logged_in signal + PREVENT_CONCURRENT_LOGINS)
    mo = Jar()
    login(mo, 'mob@example.com', 'mob', 'mob-login')
    call('mobile-me-before', 'GET', '/api/user/v1/me', None, richie(), cookies={'edx_session': mo['edx_session']})
    call('mobile-my-user-info', 'GET', '/api/mobile/v0.5/my_user_info', mo, richie())
    call('mobile-users-mob', 'GET', '/api/mobile/v0.5/users/mob', mo, richie())
    call('mobile-me-after-session-only', 'GET', '/api/user/v1/me', None, richie(), cookies={'edx_session': mo['edx_session']})
    call('mobile-me-after-with-jwt', 'GET', '/api/user/v1/me', mo, richie())
    call('mobile-my-user-info-again', 'GET', '/api/mobile/v0.5/my_user_info', mo, richie())
    call('mobile-my-user-info-v1', 'GET', '/api/mobile/v1/my_user_info', mo, richie())
    call('mobile-my-user-info-longer', 'GET', '/api/mobile/v0.5/my_user_info/xyz', mo, richie())
    # -- inactive account
    sl = Jar()
    call('auto-auth-sleepy', 'GET', '/auto_auth?username=sleepy&email=sleepy@example.com&is_active=false', sl)
    call('inactive-me', 'GET', '/api/user/v1/me', sl, richie())
    call('inactive-enrollment', 'GET', f'{E1}/sleepy,{COURSE}', sl, richie())
    enrol('inactive-post', sl, {'user': 'sleepy', 'course_details': {'course_id': COURSE}})
    # -- the pages when logged in
    H = 'text/html,application/xhtml+xml,*/*;q=0.8'
    for nm, q in (('relative', '?next=richie/en/courses/x/'), ('none', ''), ('absolute-own-host', f'?next=https://{HOST}/courses/x'),
                  ('absolute-richie', f'?next={R}/en/courses/x/'), ('foreign', '?next=https://evil.example/x'), ('slashslash', '?next=//evil.example/x'),
                  ('png', '?next=richie/en/x.png'), ('static', '?next=richie/static/x/'), ('rooted', '?next=/richie/en/courses/x/'),
                  ('encoded', '?next=richie%2Fen%2Fcourses%2Fx%2F'), ('http-own-host', f'?next=http://{HOST}/x'),
                  ('with-query', '?next=richie/en/courses/x/?a=1'), ('accents', '?next=richie/fr/cours/%C3%A9t%C3%A9/'),
                  ('course-id', f'?next=richie/en/&course_id={COURSE}&enrollment_action=enroll')):
        call(f'login-logged-in-{nm}', 'GET', '/login' + q, Jar(edx), accept=H)
    call('login-logged-in-accept-json', 'GET', '/login?next=richie/en/courses/x/', Jar(edx), accept='application/json')
    call('register-logged-in', 'GET', '/register?next=richie/en/courses/x/', Jar(edx), accept=H)
    call('dashboard-logged-in', 'GET', '/dashboard', Jar(edx), accept=H)
    # login with next given to the login POST
    j = Jar()
    call('login-next-form', 'GET', LS1, j)
    call('login-with-next', 'POST', LS1 + '?next=richie/en/courses/x/', j, {**form, 'X-CSRFToken': j['csrftoken']}, urlencode({'email': 'fresh@example.com', 'password': 'fresh', 'next': 'richie/en/courses/x/'}))
    # -- token after a second login, on the same browser
    k = Jar()
    fb = {'user': 'fresh', 'course_details': {'course_id': c('Modes')}}
    login(k, 'fresh@example.com', 'fresh', 'fresh-login')
    call('fresh-enrollment', 'GET', f'{E1}/fresh,{COURSE}', k, richie())
    login(Jar(k), 'fresh@example.com', 'fresh', 'login-while-logged-in')
    k = Jar()
    login(k, 'fresh@example.com', 'fresh', 'fresh-login')
    call('fresh-enrollment', 'GET', f'{E1}/fresh,{COURSE}', k, richie())
    t0 = k['csrftoken']
    call('fresh-logout', 'GET', '/logout', k, {'Referer': RREF})
    login(k, 'fresh@example.com', 'fresh', 'login-again')
    print('   csrftoken', t0, '->', k['csrftoken'], 'edx_csrf_token', k.get('edx_csrf_token'))
    enrol('post-with-stale-edx-csrf-token', k, fb)
    call('enrollment-refreshes-token', 'GET', f'{E1}/fresh,{c("Modes")}', k, richie())
    enrol('post-with-refreshed-token', k, fb)
    k2 = Jar(k)
    login(Jar(), 'fresh@example.com', 'fresh', 'login-in-another-browser')
    call('me-first-browser-session-only', 'GET', '/api/user/v1/me', None, richie(), cookies={'edx_session': k2['edx_session']})
    call('me-first-browser-all-cookies', 'GET', '/api/user/v1/me', k2, richie())
    call('login-refresh', 'POST', '/login_refresh', Jar(edx), {**form, 'X-CSRFToken': edx['csrftoken']}, '')
    call('login-refresh-no-csrf', 'POST', '/login_refresh', Jar(edx), form, '')
    lk = Jar()
    call('lockout-form', 'GET', LS1, lk)
    for i in range(7):
        call(f'lockout-{i + 1}', 'POST', LS1, lk, {**form, 'X-CSRFToken': lk['csrftoken']}, urlencode({'email': 'mob@example.com', 'password': 'nope'}))
    call('login-refresh-anonymous', 'POST', '/login_refresh', Jar(), form, '')
    # -- registration
    j = Jar()
    call('registration-form', 'GET', '/api/user/v2/account/registration/', j)
    reg = dict(email='new1@example.com', name='New One', username='new1', password='Abcdefg1234', honor_code='true', terms_of_service='true', country='FR')
    fh = {**form, 'X-CSRFToken': j.get('csrftoken', '')}
    call('registration-empty', 'POST', '/api/user/v1/account/registration/', Jar(j), fh, '')
    call('registration-ok', 'POST', '/api/user/v1/account/registration/', Jar(j), fh, urlencode(reg))
    call('registration-no-csrf', 'POST', '/api/user/v1/account/registration/', Jar(), {'Content-Type': form['Content-Type']}, urlencode({**reg, 'username': 'new2', 'email': 'new2@example.com'}))
    call('registration-conflict', 'POST', '/api/user/v1/account/registration/', Jar(j), fh, urlencode(reg))
    # -- logout
    call('logout-anonymous', 'GET', '/logout', Jar(), accept=H)
    call('logout-richie', 'GET', '/logout', Jar(edx), {'Referer': RREF})
    old = Jar(edx)
    call('logout-real', 'GET', '/logout', edx, {'Referer': RREF})
    call('me-after-logout', 'GET', '/api/user/v1/me', edx, richie())
    call('enrollment-after-logout', 'GET', f'{E1}/edx,{COURSE}', edx, richie())
    call('me-after-logout-with-old-cookies', 'GET', '/api/user/v1/me', old, richie())
    call('me-after-logout-old-session-only', 'GET', '/api/user/v1/me', None, richie(), cookies={'edx_session': old['edx_session']})
    l = Jar()
    login(l, 'other@example.com', 'other', 'other-login')
    for run in ('Full', 'Closed', 'Invite'):
        call(f'other-enrolled-in-{run.lower()}', 'GET', f'{E1}/other,{c(run)}', l, richie())
        enrol(f'post-again-{run.lower()}-already-enrolled', l, {'user': 'other', 'course_details': {'course_id': c(run)}})
    call('logout-next-own', 'GET', '/logout?next=/courses', Jar(l), accept=H)
    call('logout-next-foreign', 'GET', '/logout?next=https://evil.example/', Jar(l), accept=H)
    call('logout-redirect-url-richie', 'GET', f'/logout?redirect_url={R}/', Jar(l), accept=H)
    call('logout-post', 'POST', '/logout', Jar(l), {'Origin': R, 'Referer': RREF}, '')
    call('logout-slash', 'GET', '/logout/', Jar(l), accept=H)
    # -- auto_auth
    a = Jar()
    call('auto-auth', 'GET', '/auto_auth?username=auto1&password=pw&staff=false', a)
    call('auto-auth-redirect', 'GET', f'/auto_auth?username=auto1&redirect=true&course_id={COURSE.replace("+", "%2B")}', Jar())
    call('auto-auth-redirect-to', 'GET', '/auto_auth?username=auto1&redirect_to=/dashboard', Jar())
    call('auto-auth-no-login', 'GET', '/auto_auth?username=auto2&no_login=true', Jar())
    # -- CSRF token API
    call('csrf-token-api', 'GET', '/csrf/api/v1/token', Jar(), richie())


def variant():
    """The core flow only, for an LMS with other settings."""
    H = 'text/html,application/xhtml+xml,*/*;q=0.8'
    call('login-page', 'GET', '/login?next=richie/en/courses/x/', Jar(), accept=H)
    call('register-page', 'GET', '/register?next=richie/en/courses/x/', Jar(), accept=H)
    call('login-page-absolute-next', 'GET', f'/login?next={R}/en/courses/x/', Jar(), accept=H)
    o = Jar()
    login(o, 'other@example.com', 'other')
    b = {'user': 'other', 'course_details': {'course_id': c('WillClose')}}
    ev = {'Origin': 'https://evil.example', 'Referer': 'https://evil.example/x'}
    hr = {'Origin': 'http://richie.local.dev:8070', 'Referer': 'http://richie.local.dev:8070/x'}
    for p, sec, base in (('https', True, richie()), ('http', False, hr)):
        call(f'{p}-me', 'GET', '/api/user/v1/me', o, base, secure=sec)
        call(f'{p}-me-foreign', 'GET', '/api/user/v1/me', o, ev, secure=sec)
        call(f'{p}-preflight', 'OPTIONS', E1, None, {**base, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type,x-csrftoken'}, secure=sec)
        call(f'{p}-get', 'GET', f'{E1}/other,{c("WillClose")}', o, base, secure=sec)
        call(f'{p}-get-no-referer', 'GET', f'{E1}/other,{c("WillClose")}', o, {'Origin': base['Origin']}, secure=sec)
        call(f'{p}-get-no-origin-no-referer', 'GET', f'{E1}/other,{c("WillClose")}', o, {}, secure=sec)
        for nm, hh in (('', base), ('-foreign', ev), ('-no-origin', {'Origin': None, 'Referer': base['Referer']}), ('-no-origin-no-referer', {'Origin': None, 'Referer': None})):
            enrol(f'{p}-post{nm}', o, b, {**hh, 'X-CSRFTOKEN': o['csrftoken']}, secure=sec)
    call('login-logged-in', 'GET', '/login?next=richie/en/courses/x/', Jar(o), accept=H)
    call('login-logged-in-absolute-next', 'GET', f'/login?next={R}/en/courses/x/', Jar(o), accept=H)
    call('mobile-my-user-info', 'GET', '/api/mobile/v0.5/my_user_info', o, richie())
    call('logout', 'GET', '/logout', o, {'Referer': RREF})


if __name__ == '__main__':
    os.makedirs(OUT, exist_ok=True)
    globals()[sys.argv[1] if len(sys.argv) > 1 else 'scenario']()
    open(os.path.join(OUT, f'{PREFIX}INDEX.txt'), 'w').write('\n'.join(index) + '\n')
