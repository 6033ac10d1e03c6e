package org.ringdesk.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.ringdesk.pbx.live.RealAsterisk;
import org.ringdesk.pbx.live.SipCall;
import org.ringdesk.pbx.live.SipCall.State;
import org.ringdesk.pbx.live.SipTelephone;

/** How long after a telephone said that it was picked up the agent's stream says so, with a real Asterisk between. */
final class RealCalls implements Streams.Listener {
    private static final int TRUNK = 31_999;
    private static final int SECONDS_TO_HEAR = 5;

    private final LinkedBlockingQueue<Long> pops = new LinkedBlockingQueue<>();

    @Override
    public void heard(int stream, String event, String data, long at) {
        if (event.equals("pop")) {
            pops.add(at);
        }
    }

    /** The first of the benchmark's agents gets the extension that the Asterisk has a telephone for. */
    private static void seat(Server server) throws SQLException {
        try (Connection database = server.database();
                Statement statement = database.createStatement()) {
            statement.execute("""
                    update account_extension set account_id =
                        (select a.id from account a join person p on p.id = a.person_id where p.user_name = 'bench-agent00000'),
                        place = 9
                    where extension = '201' and kind = 'own'""");
        }
    }

    CallLedger.Times measure(Server server, int calls) throws IOException, InterruptedException, SQLException {
        seat(server);
        try (var asterisk = new RealAsterisk(TRUNK).start();
                var carrier = new SipTelephone("trunk", "127.0.0.2", TRUNK, asterisk.sip());
                var telephone = new SipTelephone("201", "127.0.0.1", 0, asterisk.sip()).register();
                var stream = new Streams(server.base(), List.of(BenchAgents.streams(server).getFirst()), this)) {
            stream.awaitOpen(SECONDS_TO_HEAR);
            String feed = connect(server, asterisk);
            telephone.answers(Duration.ofMillis(100));
            double[] late = new double[calls];
            int lost = 0;
            for (int i = 0; i < calls; i++) {
                late[i] = once(carrier, telephone, i);
                lost += Double.isNaN(late[i]) ? 1 : 0;
            }
            server.post(feed, feed + "/delete", Map.of());
            double[] sorted =
                    DoubleStream.of(late).filter(one -> !Double.isNaN(one)).sorted().toArray();
            return new CallLedger.Times(
                    sorted.length,
                    CallLedger.percentile(sorted, 0.5),
                    CallLedger.percentile(sorted, 0.99),
                    CallLedger.percentile(sorted, 1),
                    lost,
                    pops.size());
        }
    }

    private static String connect(Server server, RealAsterisk asterisk) throws IOException, InterruptedException {
        String feed = server.post("/phone-systems", "/phone-systems", Map.of("kind", "asterisk", "name", "Real"))
                .replaceFirst(".*(/phone-systems/[0-9]+).*", "$1");
        Map<String, String> form = new HashMap<>(Map.of("name", "Real", "setting.secret", RealAsterisk.secret()));
        asterisk.settings().forEach((setting, value) -> form.put("setting." + setting, value));
        server.post(feed, feed, form);
        for (int i = 0; i < 100 && !server.get(feed).body().contains("data-connection=\"connected\""); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        TimeUnit.SECONDS.sleep(5);
        return feed;
    }

    /** Milliseconds; not a number where nothing was heard. */
    private double once(SipTelephone carrier, SipTelephone telephone, int number) throws InterruptedException {
        SipCall outside = carrier.call("6175550201", "+1617456%04d".formatted(number), "Jane Caller").is(State.TALKING);
        SipCall inside = telephone.talking();
        Long popped = pops.poll(SECONDS_TO_HEAR, TimeUnit.SECONDS);
        outside.hangUp();
        inside.is(State.OVER);
        return popped == null ? Double.NaN : (popped - inside.answeredAt()) / 1e6;
    }
}
