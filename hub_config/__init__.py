"""How the platform is composed: settings, hub, spawner, supervisor."""
