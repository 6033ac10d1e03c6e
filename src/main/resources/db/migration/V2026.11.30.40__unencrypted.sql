-- A FreeSWITCH on another computer is told its password unencrypted only where an administrator allows that. Those that are
-- connected to already go on.
update pbx_feed
set settings = settings || '{"clear": "true"}'
where kind = 'freeswitch'
  and coalesce(settings ->> 'host', '127.0.0.1') !~* '^(127\.[0-9.]+|::1|localhost)$';
