// クラスが終わった: what this tab remembered of a class goes with it.
for (const key of Object.keys(sessionStorage)) if (key.startsWith("class-")) sessionStorage.removeItem(key);
