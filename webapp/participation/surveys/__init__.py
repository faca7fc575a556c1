"""アンケート: asked before, after and three months later; an anonymous answer leads back to nobody."""
