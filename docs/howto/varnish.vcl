# Varnish in front of the widget server, behind something that speaks TLS. It answers most readers
# from its cache, and lets the readers of one page share one question to the server.
# Copy it to /etc/varnish/widget.vcl. The TLS proxy (hitch, haproxy) sends the PROXY protocol, so that
# Varnish knows who asks:
#   varnishd -a 127.0.0.1:6086,PROXY -f /etc/varnish/widget.vcl -s malloc,200m

vcl 4.1;

import std;

backend widget {
    .host = "127.0.0.1";
    .port = "8000";
    .connect_timeout = 2s;
    .first_byte_timeout = 30s;
    .between_bytes_timeout = 30s;
}

acl this_machine {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    # Who asks, in place of what a client may have invented: WIDGET_TRUSTED_PROXIES believes it.
    set req.http.X-Forwarded-For = client.ip;
    unset req.http.X_Forwarded_For;
    unset req.http.X_Forwarded-For;
    unset req.http.X-Forwarded_For;

    # Varnish would hand on any other, and once more where the server hangs up.
    if (req.method !~ "^(GET|HEAD|OPTIONS|PUT|POST|DELETE)$") {
        return (synth(405));
    }

    # Health is for you, not for the world.
    if (req.url ~ "^/(healthz|readyz)(\?|$)") {
        if (client.ip !~ this_machine) {
            return (synth(403));
        }
        return (pass);
    }

    # One article, as much as the server takes itself; a CMS tells more with one. A body that does not
    # say its length is measured by the server.
    if (req.url ~ "^/v1/sites/[a-z0-9-]+/hooks/") {
        if (std.integer(req.http.Content-Length, 0) > 4194304) {
            return (synth(413));
        }
        return (pass);
    }
    if (std.integer(req.http.Content-Length, 0) > 1048576) {
        return (synth(413));
    }

    # The server reads no cookie and answers all readers alike; Varnish would keep nothing.
    unset req.http.Cookie;
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.http.Authorization && req.url ~ "^/v1/sites/[a-z0-9-]+/articles(\?|$)") {
        return (pass);
    }
    return (hash);
}

# By whatever name the server is called, the answer is the same. Vary keeps encodings and origins apart.
sub vcl_hash {
    hash_data(req.url);
    return (lookup);
}

sub vcl_backend_response {
    # Pending, unknown and withdrawn pages: browsers keep nothing, shared caches a second.
    if (beresp.http.X-Accel-Expires) {
        set beresp.ttl = std.duration(beresp.http.X-Accel-Expires + "s", 0s);
        set beresp.grace = 0s;
        set beresp.keep = 0s;
        if (beresp.ttl > 0s) {
            return (deliver);
        }
    }
    # While it asks anew it shows the kept answer as long as stale-while-revalidate allows, no longer:
    # an hour-old summary may be withdrawn by now.
    if (beresp.http.Cache-Control !~ "stale-while-revalidate") {
        set beresp.grace = 0s;
    }
}

sub vcl_deliver {
    unset resp.http.X-Accel-Expires;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
