"""Expressions and blocks whose rendering is compared."""

CONTEXT = {
    "none_value": None, "yes": True, "no": False, "n": 7, "x": 2.5, "empty": "", "text": "  Hello, World  ",
    "word": "straße", "emoji": "a😀b", "lines": "one\ntwo\n\nthree\n", "numbers": [3, 1, 2], "names": ["b", "A", "c", "a"],
    "user": {"name": "Ann", "age": 41, "items": [1, 2], "tags": {"z": 1, "a": None}},
    "people": [
        {"name": "Ann", "role": "user", "age": 41, "nested": {"k": "v"}},
        {"name": "bob", "role": "system", "age": 7, "nested": {"k": "w"}},
        {"name": "Cy", "role": "user", "age": 7.5},
    ],
    "schema": {"type": "object", "properties": {"city": {"type": "string", "description": "the \"city\" <b>&'é"}},
               "required": ["city"], "n": 1.0, "big": 1e20, "none": None, "ok": True, "list": [], "map": {}},
    "false_text": "false", "quote": "it's", "both": "it's \"x\"", "control": "tab\tnl\nbell\u0007é\u00a0\u2028",
}

EXPRESSIONS = r"""
not yes == no
not no and yes
not n in numbers
n not in numbers
not 1 == 2
1 if yes
1 if no
1 if no else 2 if no else 3
1 + 2 * 3 - 4 / 2
7 // 2
-7 // 2
7 % 3
-7 % 3
7.5 % 2
-7.5 // 2
2 ** 3 ** 2
2 ** -1
2 ** 0.5
-2 ** 2
-n|abs
-x
+n
1 / 3
10 / 2
1e3
1.5e-7
1e16
123456789012345680.0
0.1 + 0.2
1_000
0x1F
true + 1
yes * 3
1 / 0
1 // 0
1 % 0
1.0 / 0
'a' + 'b'
'a' ~ 1 ~ none ~ true ~ 1.0 ~ [1, 'x']
'a' ~ 1 + 2
1 + 2 ~ 'a'
'a' + 1
'ab' * 3
3 * 'ab'
'ab' * -1
[1, 2] * 2
[1] + [2, 'x']
(1,) + (2,)
[1] + (2,)
1 < 2 < 3
1 < 3 < 2
1 < 2 == 2
3 > 2 >= 2 != 1
'a' < 'b'
'a' < 1
[1, 2] < [1, 3]
1 == 1.0
1 == true
'1' == 1
none == none
undefined_name == undefined_name
none_value is none
none_value == None
1 in [1, 2]
'ell' in text
'name' in user
'x' in undefined_name
1 in 'abc'
1 in 5
yes and 'a'
empty or 'default'
none or no
[] or {}
undefined_name
undefined_name.x
undefined_name['x']
user.missing
user.missing.deeper
user['missing']
undefined_name + 1
undefined_name ~ 'x'
undefined_name()
undefined_name|length
undefined_name|upper
undefined_name|list
undefined_name|join(',')
undefined_name|default('d')
undefined_name|d('d')
empty|default('d')
empty|default('d', true)
none_value|default('d')
none_value|default('d', boolean=true)
undefined_name|tojson
undefined_name|int
undefined_name|items|list
undefined_name is defined
user.missing is defined
user.name is defined and user.name is string
undefined_name[1:]
none_value.x
none_value.x.y
n.x
none_value[0]
none_value[1:]
[1, 2, 3][0]
[1, 2, 3][-1]
[1, 2, 3][5]
[1, 2, 3][1.0]
numbers.0
(1, 2)[1]
'hello'[0]
'hello'[-2]
'hello'[9]
emoji[1]
emoji[::-1]
emoji|length
numbers[::-1]
numbers[1:]
numbers[:-1]
numbers[-2:]
numbers[5:]
numbers[::2]
numbers[2:0:-1]
numbers[::0]
(1, 2, 3)[1:]
text[2:7]
'abcdef'[4:1:-2]
user[0:1]
1, 2
()
(1,)
[1, 'a', none, true, 1.5, [2], (3, 4), {'k': 'v'}]
{'a': 1, 2: 'b', none: [], 'n': {}}
{'a': undefined_name}
[undefined_name]
quote
[quote, both, control, 'back\\slash', word, emoji]
[1e16, 1.0, 0.0001, 0.00001, 1e22, -0.0]
user
user.items
user.items()|list|length
user['items']
user.items()|list
user.keys()|list
user.values()|list
user.get('name')
user.get('nope')
user.get('nope', 'd')
user.get('nope', default='d')
user.pop('name')
user.update({'a': 1})
numbers.append(1)
numbers.sort()
numbers.pop()
numbers.index(2)
numbers.index(9)
numbers.count(1)
user.__class__
text.__class__
''.__class__.__mro__
user['__class__']
namespace(_x=1)._x
namespace(x=1).x
namespace({'y': 2}).y
namespace(x=1).nope
dict(a=1, b='x')
dict({'a': 1}, b=2)
range(3)|list
range(1, 4)|list
range(5, 0, -2)|list
range(0)|list
range(1, 2, 0)
range(1000000000)
raise_exception('no ' ~ 'way')
text.strip()
text.lstrip()
text.rstrip()
'xxhixx'.strip('x')
'xyhiyx'.lstrip('xy')
'xyhiyx'.rstrip('xy')
'a,b,c'.split(',')
'a,b,c'.split(',', 1)
'a,b,c'.split(',', maxsplit=1)
'a,b,c'.rsplit(',', 1)
'  a  b c '.split()
'  a  b c '.split(none, 1)
'  a  b c '.rsplit(none, 1)
'abc'.split('')
'a--b'.split('--')[-1]
''.split(',')
''.split()
lines.splitlines()
'a\r\nb\rc'.splitlines(true)
text.startswith('  H')
text.startswith(('x', '  '))
text.endswith(('x', 'y'))
text.startswith(1)
text.replace('l', 'L')
text.replace('l', 'L', 1)
'abc'.replace('', '-')
'abc'.replace('', '-', 2)
''.replace('', 'x')
word.upper()
'HeLLo wORLD'.lower()
"they're bill's 3rd x1y".title()
"they're bill's 3rd x1y"|title
'hELLO wORLD'.capitalize()
', '.join(names)
', '.join(numbers)
'-'.join('abc')
'hello'.find('l')
'hello'.rfind('l')
'hello'.find('z')
'hello'.index('z')
'banana'.count('an')
'banana'.count('')
'12'.isdigit()
''.isdigit()
'a1'.isalnum()
'ab'.isalpha()
' '.isspace()
'AB'.isupper()
'ab1'.islower()
'prefix-x'.removeprefix('prefix-')
'x.txt'.removesuffix('.txt')
'42'.zfill(5)
'-42'.zfill(5)
'{} and {}'.format(1, 'b')
'{0}{1}{0}'.format('a', 'b')
'{name}!'.format(name='x')
'{{}} {:.2f}'.format(3.14159)
'{}'.format()
'%s is %d' % ('x', 3)
'%s' % 'x'
'%.2f|%5d|%-5d|%05d' % (3.14159, 42, 42, 42)
'%s %s' % ('a',)
'%d%%' % 50
'%s|%r' | format('a', 'b')
text.nope()
text.nope
names|join(', ')
numbers|join
people|join(', ', attribute='name')
[1, none, 'a']|join('-')
text|trim
'xxaxx'|trim('x')
text|upper
text|lower
'hello world-foo'|title
'hELLO'|capitalize
'aaa'|replace('a', 'b')
'aaa'|replace('a', 'b', 2)
123|replace(2, 'x')
text|length
numbers|count
user|length
5|length
numbers|first
numbers|last
[]|first
'abc'|first
'abc'|last
user|first
'abc'|list
user|list
numbers|reverse|list
'abc'|reverse
numbers|sort
names|sort
names|sort(case_sensitive=true)
names|sort(reverse=true)
people|sort(attribute='age')|map(attribute='name')|list
['a', 1]|sort
names|unique|list
names|unique(case_sensitive=true)|list
[1, 1.0, 2, 1]|unique|list
numbers|min
numbers|max
names|min
[]|max
people|min(attribute='age')
numbers|sum
people|sum(attribute='age')
numbers|sum(start=10)
people|map(attribute='name')|list
people|map(attribute='nested.k')|list
people|map(attribute='age', default=0)|list
people|map(attribute='zip', default='?')|list
people|map(attribute='zip')|list
names|map('upper')|list
names|map('replace', 'a', 'x')|list
numbers|select('odd')|list
numbers|select('gt', 1)|list
[0, 1, '', 'a', none]|select|list
[0, 1, '', 'a', none]|reject|list
numbers|reject('equalto', 1)|list
people|selectattr('role', 'equalto', 'user')|map(attribute='name')|list
people|selectattr('nested')|map(attribute='name')|list
people|selectattr('nested', 'defined')|map(attribute='name')|list
people|selectattr('role', '==', 'system')|list|length
people|rejectattr('role', 'eq', 'user')|map(attribute='name')|join
people|selectattr('role', 'in', ['user'])|list|length
people|groupby('role')|list
people|groupby('role')|map(attribute=0)|list
numbers|batch(2)|list
numbers|batch(2, 'x')|list
range(7)|slice(3)|list
range(7)|slice(3, 'x')|list
user|items|list
user|dictsort
user.tags|dictsort(reverse=true)
{'b': 1, 'A': 2}|dictsort
{'b': 1, 'A': 2}|dictsort(true)
{'b': 1, 'A': 2}|dictsort(by='value')
'5'|int
'5.9'|int
' 5 '|int
'x'|int
'x'|int(3)
5.9|int
-5.9|int
true|int
none_value|int
'0x1A'|int(base=16)
'1e2'|int
'1.5'|float
'x'|float
'x'|float(1.5)
3|float
'nan'|float
'inf'|float
'1d'|float
5|string
1.0|string
none_value|string
[1, 'a']|string
-3|abs
-3.5|abs
2.567|round
2.567|round(2)
2.5|round
3.5|round
7|round
2.1|round(method='ceil')
2.9|round(0, 'floor')
7|round(method='floor')
'<a href="x">\'&'|escape
'<b>'|e
'<b>'|safe
lines|indent
lines|indent(2, true)
lines|indent(2, blank=true)
lines|indent('> ')
'a b, c'|wordcount
schema|tojson
schema|tojson(indent=2)
schema|tojson(indent=4)
schema|tojson(separators=(',', ':'))
schema|tojson(sort_keys=true)
schema|tojson(ensure_ascii=true)
word|tojson
control|tojson
[1, 1.0, none, true, 'x', (1, 2), {}, []]|tojson
{1: 2, none: 3, false: 4, 1.5: 6}|tojson
[[], {}, [[]]]|tojson(indent=1)
emoji|tojson(ensure_ascii=true)
1|tojson
namespace()|tojson
text|nope
n is nope
n is odd
n is even
n is divisibleby 7
n is divisibleby(2)
x is number
yes is number
n is integer
yes is integer
x is float
yes is boolean
yes is true
no is false
1 is true
n is string
text is string
user is mapping
numbers is mapping
numbers is sequence
user is sequence
text is sequence
n is sequence
numbers is iterable
n is iterable
undefined_name is iterable
none_value is not none
n is not string
n is eq 7
n is equalto 7
n is ne 7
n is lt 8
n is le 7
n is gt 8
n is ge 8
n is in [7, 8]
n is in numbers
n is sameas 7
none_value is sameas none
text is lower
'abc' is lower
'ABC' is upper
range is callable
text is callable
not n is string
n is defined and not n is string
n is string or yes
(n is string) == no
n is eq 7 and yes
'a' 'b' "c"
'\n\t\\\'\x41\u00e9'
'\d'
"it's"
'a' if n > 5 else 'b'
('a' if no) is defined
[1 if no else 2, 3]
{'a': 1}.a
{'a': 1}['a']
{'a': {'b': [10, 20]}}.a.b[1]
user.name.upper()[0:2]
(text|trim)[0]
text|trim|length + 1
1 - 1|abs
people[0].name ~ people[-1]['name']
people|length > 2 and people[0]['role'] == 'user'
loop
self
cycler
true
True
false
None
none
true and not false
not not yes
1 not in [1]
1 is not defined
false_text
'false' == false_text
strftime_now
'a' is in 'abc'
9223372036854775807
'abc'.upper
user|attr('name')
[3, 1]|sort|first
(1, 2) == [1, 2]
(1, 2) == (1, 2)
{'a': 1} == {'a': 1.0}
[1, [2]] == [1, [2]]
{[1]: 2}
{(1, 2): 3}
{(1, 2): 3}[(1, 2)]
1 if 0.0 else 2
'a\
b'
user.name|default('x')|upper ~ '!'
'%s' % none
'%s' % [1]
'%x' % 255
'abc' * 2 ~ 'd'
5 if n is divisibleby 7 else 6
n|string|length
'abc'.split('b')|join('+')
emoji[1:]
emoji[-1]
emoji[-2:]
emoji[:-1]
''[0]
''[1:]
'abc'[5:]
'abc'[2:1]
'abc'[-9:9]
'abc'[0:3:1]
people|map(attribute='nested')|map(attribute='k')|list
[[1, 2], [3]]|sum(start=[])
[1.5, 2]|sum
['b', 'a']|sort(reverse=true)|first
[true, false]|sort
[3, 1, 2]|sort|join('<')
{'x': 2, 'y': 1}|dictsort(by='value', reverse=true)
{'a': 1}|length
'%5.1f|%+d' % (2.25, 3)
1 == 1 == true
(1 if yes else 2) + 1
[1, 2, 3]|last
'abc'|batch(2)|list
'A-b c'|title
'ß'|capitalize
'ab\ncd'|indent(first=true)
'  x '|trim|length
'a' in ['a'] and 'b' not in ['a']
none is defined
undefined_name is none
undefined_name == none
undefined_name is string
undefined_name or 'x'
not undefined_name
undefined_name|string
undefined_name|first
undefined_name == ''
undefined_name in ['']
undefined_name|trim
undefined_name|replace('a', 'b')
undefined_name|float
undefined_name|sort
undefined_name|map('upper')|list
undefined_name|selectattr('x')|list
undefined_name is mapping
undefined_name is number
undefined_name < 1
-undefined_name
undefined_name|abs
[undefined_name]|tojson
user|tojson|length
1.0|int
2 ** 10
2 ** 62
0 ** 0
1.5 // 0.4
-1.5 % 1
5 / 2.5
1e308 * 10
-1e308 * 10
0.1 * 3
100.0
1e15
1e-4
1.0e-10
3.0e+20
12345.678
n.__add__
'x'.join([])
'a b'.split(' ')|map('upper')|list
'a=b=c'.split('=', 1)|last
'a\tb'.split()
'{:.1f}%'.format(12.345)
'A'.lower() == 'a'
'abc'.endswith('')
'a-b'.partition('-')
'a-b-c'.rpartition('-')
'a-b-c'.partition('-')
'abc'.partition('-')
'abc'.rpartition('-')
'a\nb'|forceescape
[1, 2] is eq [1, 2]
'a' is eq('a')
n is in(numbers)
none is none
'x' is not none
not none is none
numbers is defined and numbers[0] is odd
messages is defined
messages is defined and messages|length > 0
""".strip("\n").split("\n")
EXPRESSIONS = [line for line in EXPRESSIONS if line not in ("loop", "self", "cycler", "strftime_now", "user.items", "'abc'.upper")]

BLOCKS = [
    "a\n{% if yes %}\nb\n{% endif %}\nc\n",
    "a\n  {% if yes %}\n  b\n  {% endif %}\nc\n\n",
    "a\n  {%- if yes %}\n  b\n  {%- endif -%}\n  c",
    "a  {% if yes %}  b  {% endif %}  c",
    "a\n  {%+ if yes %}\n  b\n  {%+ endif +%}\nc",
    "  {{ n }}  \n  {{- n -}}  \n {{ n }}\n",
    "a\n {# comment #}\nb {# c -#}  \n d {#- e #} f\n{#+ g +#}\nh",
    "a {% raw %}{{ x }} {% if %}{% endraw %} b",
    "a\n  {% raw -%}\n  {{ x }}\n  {%- endraw %}\nb",
    "a\n {% raw %}\n x\n {% endraw %}\nb",
    "{{ '{{' }} {{ '}}' }} {{ \"{%\" }} { {a} }",
    "{{ {'a': {'b': 1}} }}",
    "{{ {'a': {'b': 1}}}}",
    "line\r\nline2\r\n{% if yes %}\r\nx\r\n{% endif %}\r\n",
    "{% for i in numbers %}{{ i }},{% endfor %}",
    "{% for i in numbers if i > 1 %}{{ loop.index }}/{{ loop.length }}:{{ i }} {% endfor %}",
    "{% for i in [] %}x{% else %}none{% endfor %}",
    "{% for i in numbers if i > 9 %}x{% else %}none{% endfor %}",
    "{% for i in none_value %}x{% endfor %}",
    "{% for i in undefined_name %}x{% else %}e{% endfor %}",
    "{% for i in n %}x{% endfor %}",
    "{% for k, v in user.items() %}{{ k }}={{ v }};{% endfor %}",
    "{% for k, v in user|items %}{{ k }}={{ v }};{% endfor %}",
    "{% for (k, v) in user|dictsort %}{{ k }}={{ v }};{% endfor %}",
    "{% for k in user %}{{ k }};{% endfor %}",
    "{% for a, b in [[1, 2], [3, 4, 5]] %}{{ a }}{% endfor %}",
    "{% for a, b in [[1, 2], (3, 4)] %}{{ a }}-{{ b }} {% endfor %}",
    "{% for c in emoji %}[{{ c }}]{% endfor %}",
    "{% for i in 'a', 'b' %}{{ i }}{% endfor %}",
    "{% for i in numbers %}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.previtem }}{{ loop.nextitem }} {% endfor %}",
    "{% for i in numbers %}{% if loop.previtem is defined and loop.previtem > i %}down{% endif %}{% if loop.nextitem is undefined %}end{% endif %}{% endfor %}",
    "{% for i in numbers %}{{ loop.cycle('odd', 'even') }} {% endfor %}",
    "{% for i in numbers %}{{ loop.nope }}{{ loop.depth }}{{ loop.depth0 }}{% endfor %}",
    "{% for i in numbers %}{% for j in numbers %}{{ loop.index }}{{ loop.depth }}{% endfor %}{{ loop.index }};{% endfor %}",
    "{% for i in numbers %}{% if i == 1 %}{% continue %}{% endif %}{{ i }}{% endfor %}",
    "{% for i in numbers %}{% if i == 1 %}{% break %}{% endif %}{{ i }}{% endfor %}!",
    "{% for i in numbers %}{% for j in numbers %}{% if j == 1 %}{% break %}{% endif %}{{ j }}{% endfor %}|{% endfor %}",
    "{% set a = 1 %}{% for i in numbers %}{% set a = a + i %}{{ a }},{% endfor %}{{ a }}",
    "{% set a = 1 %}{% if yes %}{% set a = 2 %}{% endif %}{{ a }}",
    "{% set ns = namespace(a=1) %}{% for i in numbers %}{% set ns.a = ns.a + i %}{% endfor %}{{ ns.a }}",
    "{% set ns = namespace() %}{% set ns._x = 1 %}",
    "{% set user.name = 'x' %}",
    "{% set a, b = 1, 2 %}{{ a }}{{ b }}",
    "{% set a, b = [1, 2, 3] %}{{ a }}",
    "{% set a = 1, 2 %}{{ a }}",
    "{% set a %}  x {{ n }} {% endset %}[{{ a }}]",
    "{% set a | trim | upper %}  x {{ n }} {% endset %}[{{ a }}]",
    "{% set ns = namespace(t='') %}{% set ns.t %}hey{% endset %}{{ ns.t }}",
    "{% filter upper %}abc {{ word }}{% endfilter %}",
    "{% filter replace('a', 'b')|upper %}aa{% endfilter %}",
    "{% filter trim %}\n  x  \n{% endfilter %}|",
    "{% macro m(a, b=2, c='x') %}{{ a }}{{ b }}{{ c }};{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(1, c='y') }}{{ m() }}",
    "{% macro m(a, b=a) %}{{ a }}{{ b }};{% endmacro %}{{ m(1) }}{{ m(b=1) }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, z=2) }}",
    "{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, z=3) }}",
    "{% macro m(x) %}[{{ caller() }}{{ x }}]{% endmacro %}{% call m(1) %}body {{ n }}{% endcall %}",
    "{% macro m(x) %}[{{ caller(x, 5) }}]{% endmacro %}{% call(a, b) m(1) %}{{ a }}-{{ b }}{% endcall %}",
    "{% macro m(x) %}{% if caller is defined %}c{% else %}n{% endif %}{% endmacro %}{{ m(1) }}",
    "{% macro f(k) %}{% if k > 0 %}{{ k }}{{ f(k - 1) }}{% endif %}{% endmacro %}{{ f(3) }}",
    "{% set g = 1 %}{% macro m() %}{{ g }}{{ n }}{% endmacro %}{% set g = 2 %}{{ m() }}",
    "{%- macro m(a) -%}\n  {{ a }}\n{%- endmacro -%}\n{{ m(1) }}{{ m(2) }}\n",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m('x')|upper }}{{ m('y') ~ 'z' }}{{ m('') is string }}{{ 1 if m('') else 2 }}",
    "{% generation %}a{{ n }}{% endgeneration %}b",
    "{% for i in numbers %}{% generation %}\n{{ i }}{{ loop.index }}\n{%- endgeneration %}{% endfor %}",
    "{% generation %}{% set q = 1 %}{{ q }}{% endgeneration %}{{ q }}",
    "{% with a = 1, b = n %}{{ a }}{{ b }}{% endwith %}{{ a }}",
    "{% if no %}a{% elif n == 7 %}b{% else %}c{% endif %}",
    "{% if no %}a{% elif no %}b{% else %}c{% endif %}",
    "{% if undefined_name %}a{% else %}b{% endif %}",
    "{% if not undefined_name is defined %}a{% endif %}",
    "{% if yes %}{% set made %}{% for i in numbers %}{{ i }}{% endfor %}{% endset %}{% endif %}{{ made }}",
    "{% if yes %}",
    "{% endif %}",
    "{% nope %}",
    "{% if yes %}a{% endfor %}",
    "{{ 1 + }}",
    "{{ 'open }}",
    "{# open",
    "{% raw %}x",
    "{{ a b }}",
    "{{ (1 }}",
    "{{ }}",
    "{% for i numbers %}{% endfor %}",
    "{% set = 1 %}",
    "{% set a.b.c = 1 %}",
    "{% set none = 1 %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% if yes and %}{% endif %}",
    "{% for i in numbers %}{{ i }}{% endfor %}{{ i }}",
    "{% for i in numbers %}{% endfor %}{{ loop }}",
    "{% set x = [1, 2] %}{{ x[0] }}{{ x }}",
    "{% set x = x if x is defined else 1 %}{{ x }}",
    "{% set t = text %}{%- if t is string %}{{- t.strip() -}}{% endif %}",
    "{{- '' -}}",
    "",
    "\n",
    "\n\n",
    "just text",
    "{% for p in people %}{{ p.name }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "{% for m in people[::-1] %}{{ m['name'] }}{% endfor %}",
    "{% for m in people|selectattr('role', 'equalto', 'user') %}{{ m.name }}{{ loop.index }}{% endfor %}",
    "{% set first = (people|selectattr('role', 'equalto', 'user')|first) %}{{ first.name }}",
    "{% set items = people|groupby('role') %}{% for g, l in items %}{{ g }}:{{ l|length }} {% endfor %}",
    "{% for g in people|groupby('role') %}{{ g.grouper }}:{{ g.list|length }} {% endfor %}",
    "{{ raise_exception('stop') }}",
    "{% if no %}{{ raise_exception('stop') }}{% endif %}ok",
    "{% if no %}{{ 1|nope }}{% endif %}ok",
    "{% set j = joiner(', ') %}{% for i in numbers %}{{ j() }}{{ i }}{% endfor %}",
    "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}",
    "{% do numbers.append(1) %}",
    "{%- for message in people -%}\n{%- if message.role == 'user' -%}\nU: {{ message.name }}\n{% elif message.role == 'system' -%}\nS: {{ message.name }}\n{%- endif -%}\n{%- endfor -%}",
    "{% set a = {'x': 1} %}{% set b = dict(a, y=2) %}{{ b }}{{ b.x }}{{ a }}",
    "{% for k, v in {'a': 1}.items() if v %}{{ k }}{% endfor %}",
    "{{ '%02d' % 5 }}{{ \"a\nb\" }}",
    "{% for i in range(3) %}{% for i in range(2) %}{{ i }}{% endfor %}{{ i }}{% endfor %}",
    "{% set msgs = people[1:] if people[0].role == 'user' else people %}{{ msgs|length }}",
    "{{ numbers | map('string') | join('|') }}{{- '\\n' }}x",
    "<{{ text }}>{{ '\\n' }}{{ \"\\n\\n\" }}|",
    "{% if '<think>' in 'a<think>b' %}{{ 'a<think>b</think>c'.split('</think>')[-1].lstrip('\\n') }}{% endif %}",
    "{% set ns = namespace(found=false) %}{% for m in people if m.role == 'system' %}{% set ns.found = true %}{% endfor %}{{ ns.found }}",
    "{% set true = 1 %}",
    "{% for i in numbers %}{{ i }} \u00a0\n{%- endfor -%}\u00a0\u2003x",
    "{% call n() %}x{% endcall %}",
    "{% macro m() %}x{% endmacro %}{% call m() %}y{% endcall %}",
    "{% macro m(a) %}{{ a }}{{ varargs|length }}{% endmacro %}{{ m(1, 2, 3) }}",
    "{% macro m(a) %}{{ a }}{{ kwargs }}{% endmacro %}{{ m(1, b=3) }}",
    "{% macro m(a, b) %}{{ a }}{{ b is defined }}{% endmacro %}{{ m(1) }}",
    "{% for p in people %}{% set last = p.name %}{% endfor %}{{ last is defined }}",
    "{% if yes %}{% macro m() %}inner{% endmacro %}{% endif %}{{ m() }}",
    "{% for i in numbers %}{% if loop.first %}{% else %}{{ loop.previtem }}<{{ i }}{% endif %}{% endfor %}",
    "{% set s %}{{ text|trim }}\n{% endset %}{{ s ~ '|' }}{{ s.strip() }}{{ s + 'x' }}",
    "{% set ns = namespace(l=[]) %}{% for i in numbers %}{% set ns.l = ns.l + [i * 2] %}{% endfor %}{{ ns.l }}{{ ns.l|sum }}",
    "{% set d = {'b': 1, 'a': {'c': [1, 2.0]}} %}{{ d|tojson(indent=2) }}{{ d|string }}",
    "{{ strftime_now('%%') }}{{ strftime_now('x') }}",
    "{{ text }}{{ '' if no }}{{ 'a' if no else 'b' if yes else 'c' }}",
    "{{ n }}{%- if yes -%} a {%- endif -%} b",
    "\t{% if yes %}\n\t\tx\n\t{% endif %}\t\n",
    "a\n\n  {%- if yes %}\n\nb\n\n{%- endif %}\n\nc",
    "{{ text -}}   \n\n x",
    "x  \n {{- text }}",
    "{% if yes -%}\n\n   x\n{%- endif %}\n\n",
    "{% if (yes and (n == 7)) or no %}y{% endif %}",
    "{% if n is not none and n > 5 and not (n in numbers) %}y{% endif %}",
    "{% set x %}{% endset %}[{{ x }}]{{ x is string }}{{ x|length }}",
    "{{ user.tags | tojson | safe }}",
]
