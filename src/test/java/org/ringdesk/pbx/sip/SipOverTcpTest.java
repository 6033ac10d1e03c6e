package org.ringdesk.pbx.sip;

import org.ringdesk.pbx.Connector;
import org.ringdesk.pbx.ConnectorContract;
import org.ringdesk.pbx.FakePbx;
import org.springframework.beans.factory.annotation.Autowired;

/** The contract of all connectors, kept over TCP, with the older digest. */
class SipOverTcpTest extends ConnectorContract {
    @Autowired
    private SipConnector connector;

    @Override
    protected Connector connector() {
        return connector;
    }

    @Override
    protected FakePbx start() {
        return new FakeSip(Wire.tcp(), Protocol.TCP, "MD5");
    }
}
