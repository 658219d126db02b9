import { screen } from '@testing-library/react';
import type { PublicationPlan } from '@cluster-profiles/plugin-cluster-profiles-common';
import { renderPage } from '../../__testUtils__/renderPage';
import { PublicationFacts } from './PublicationFacts';

const publication: PublicationPlan = {
  profile: 'base',
  version: '1.0.0',
  stateAfter: 'withdrawn',
  authors: ['user:default/pete'],
  authorsKnown: true,
  ownerBefore: 'group:default/platform',
  ownerAfter: 'group:default/security',
  usedBy: ['shop-dev', 'shop-prod'],
  followers: [],
};

describe('PublicationFacts', () => {
  it('says of clusters that are kept from the reader that they are there', async () => {
    renderPage(
      <PublicationFacts
        publication={{
          ...publication,
          hiddenClusters: { usedBy: 3, followers: 1 },
        }}
      />,
    );
    expect(
      await screen.findByText('shop-dev, shop-prod and 3 that you may not see'),
    ).toBeInTheDocument();
    expect(screen.getByText('1 that you may not see')).toBeInTheDocument();
    expect(screen.getByText('platform → security')).toBeInTheDocument();
  });

  it('says when no cluster uses it', async () => {
    renderPage(
      <PublicationFacts publication={{ ...publication, usedBy: [] }} />,
    );
    expect(await screen.findByText('no cluster')).toBeInTheDocument();
    expect(screen.queryByText(/may not see/)).toBeNull();
  });
});
